"""The sentences of the report on the Grundschutz check, with places for numbers and names."""

from isms.core.model.text import Text

# 1 Summary
SUMMARY = Text(de="Zusammenfassung für die Leitung", en="Summary for the management")
CHECKED = Text(
    de="Am {day} wurden {devices} mit {rules} geprüft. ",
    en="On {day}, {devices} were checked with {rules}. ",
)
FAILING = Text(
    de="{fail} zeigen eine verletzte Vorgabe, davon {critical} kritisch und {high} hoch.",
    en="{fail} show a broken requirement, {critical} of them critical and {high} high.",
)
FAILING_ONE = Text(de="{fail} zeigt eine verletzte Vorgabe.", en="{fail} shows a broken requirement.")
CLEAN = Text(de="Keine Prüfregel ist ohne Duldung verletzt.", en="No rule fails without a waiver.")
WAIVED = Text(
    de=" Weitere {count} sind befristet geduldet und bleiben sichtbar.",
    en=" Another {count} are accepted for a limited time and stay visible.",
)
WAIVED_ONE = Text(
    de=" Weitere {count} ist befristet geduldet und bleibt sichtbar.",
    en=" Another {count} is accepted for a limited time and stays visible.",
)
STANDING = Text(
    de="Nach {edition} steht bei {met} von {all} Bewertungen (Anforderung und Gerät) „{word}“ ({share}); "
    "{bad} sind widerlegt; bei {partial} ist alles Prüfbare erfüllt, aber ein Teil der Anforderung nur zu erfragen. ",
    en="Under {edition}, {met} of {all} assessments (requirement and device) stand at “{word}” ({share}); {bad} are "
    "refuted; for {partial} all that can be checked is kept, but a part of the requirement can only be asked. ",
)
WORST = Text(de=" Am dringendsten herzustellen: {rules}.", en=" To be brought about first: {rules}.")
QUOTED = Text(de="„{title}“", en="“{title}”")
HONEST = Text(
    de="Prüfregeln lesen Konfigurationen. Was nur eine Person beantworten kann, bleibt offen und gilt nie als erfüllt.",
    en="Rules read configurations. What only a person can answer stays open and never counts as met.",
)
FINDINGS_RING = Text(de="Befunde der Prüfregeln", en="Findings of the rules")
PER_GROUP = Text(de="Umsetzungsstand je Baustein – {edition}", en="Status per module – {edition}")
PER_PRACTICE = Text(de="Umsetzungsstand je Praktik – {edition}", en="Status per practice – {edition}")
MEASURES = Text(de="Die wichtigsten Maßnahmen", en="The most important measures")
MEASURES_ORDER = Text(
    de="Diese Vorgaben sind herzustellen. Geordnet nach Schwere mal Zahl der Geräte; was geduldet ist, zählt nicht "
    "mit.",
    en="These are to be brought about. Ordered by severity times number of devices; accepted waivers do not count.",
)
MEASURE = Text(
    de=" – {severity}, verletzt auf {devices} ({names}). {why}",
    en=" – {severity}, broken on {devices} ({names}). {why}",
)
MEASURE_FOR = Text(de=" Anforderungen: {requirements}.", en=" Requirements: {requirements}.")
REMEDY_REST = Text(
    de="… und {n} weitere Zeilen: isms rule show {rule}", en="… and {n} more lines: isms rule show {rule}"
)
REMEDY_FOR = Text(de=" Abhilfe für {platform}:", en=" Remedy for {platform}:")
NO_MEASURES = Text(
    de="Kein Befund verlangt eine Maßnahme. Offene Anforderungen bleiben zu erfragen (Abschnitt 4).",
    en="No finding calls for a measure. Open requirements remain to be asked (section 4).",
)
CHANGES = Text(de="Veränderungen seit dem vorigen Prüflauf", en="Changes since the previous run")
FIRST_RUN = Text(
    de="Es gibt keinen früheren Prüflauf zum Vergleich.",
    en="There is no earlier run to compare with.",
)
CHANGE_ROWS: dict[str, Text] = {
    "newly_failing": Text(de="neu verletzt", en="newly failing"),
    "mended": Text(de="behoben", en="mended"),
    "still_failing": Text(de="weiterhin verletzt", en="still failing"),
}
UNKNOWN = Text(de="Was dieser Bericht nicht weiß", en="What this report does not know")
UNKNOWN_CALLOUT = Text(
    de="Nichts Unbekanntes zählt als erfüllt. ",
    en="Nothing unknown counts as met. ",
)
UNKNOWN_COUNTED = Text(de="Es gibt {kinds}.", en="There are {kinds}.")
UNKNOWN_TEXT = Text(
    de="Was hier steht, wurde nicht beurteilt und zählt nirgends als erfüllt:",
    en="What stands here was not judged and counts as met nowhere:",
)
UNKNOWN_ROWS: dict[str, tuple[Text, Text]] = {
    "unreachable": (
        Text(de="nicht erreichtes Gerät", en="device not reached"),
        Text(de="nicht erreichte Geräte", en="devices not reached"),
    ),
    "skipped": (
        Text(de="übergangene Datei", en="file passed over"),
        Text(de="übergangene Dateien", en="files passed over"),
    ),
    "unknown": (
        Text(de="nicht entscheidbarer Befund", en="undecidable finding"),
        Text(de="nicht entscheidbare Befunde", en="undecidable findings"),
    ),
    "error": (Text(de="Prüffehler", en="error"), Text(de="Prüffehler", en="errors")),
    "stale": (
        Text(de="Gerät mit veraltetem Nachweis", en="device with stale evidence"),
        Text(de="Geräte mit veraltetem Nachweis", en="devices with stale evidence"),
    ),
}
NOTHING_UNKNOWN = Text(
    de="Alle Geräte wurden erreicht, alle Dateien gelesen, alle Befunde entschieden.",
    en="Every device was reached, every file read, every finding decided.",
)

# 2 Reading
READING = Text(de="Wie die Ergebnisse zu lesen sind", en="How to read the results")
READING_TEXT = Text(
    de="Jede Prüfregel beantwortet genau eine Frage an die Konfiguration eines Geräts. Eine Zuordnung sagt, welche "
    "Prüfregeln für welche Anforderung sprechen, ob sie die Anforderung ganz oder teilweise abdecken und ob eine "
    "Verletzung sie widerlegt. Daraus folgt der Status je Anforderung und Gerät:",
    en="Each rule answers exactly one question about a device's configuration. A mapping says which rules speak for "
    "which requirement, whether they cover all or a part of it, and whether a failure refutes it. From this follows "
    "the status per requirement and device:",
)
READING_NA = Text(
    de="Betrifft keine der zugeordneten Prüfregeln ein Gerät, entsteht keine Zeile; die Spalte „n. a.“ zählt solche "
    "Geräte. „entbehrlich“ vergibt nur eine Person, nie das Werkzeug. Welche Bausteine auf welches Gerät anzuwenden "
    "sind (Modellierung, A.3), ist hier noch nicht entschieden: Jede zugeordnete Anforderung erscheint für jedes "
    "Gerät, das ihre Regeln betreffen. Der Nachweis gilt {days} Tage ab Erhebung.",
    en="If none of the mapped rules concerns a device, there is no row; the column “n/a” counts such devices. "
    "“entbehrlich” is a person's word, never the tool's. Which modules apply to which device (modelling, A.3) is not "
    "decided here yet: each mapped requirement appears for each device that its rules concern. Evidence counts for "
    "{days} days from its collection.",
)
SYMBOLS_TEXT = Text(
    de="Ein Status ist immer an Form, Wort und Farbe zu erkennen, nie an der Farbe allein.",
    en="A status always shows by shape, word and colour, never by colour alone. Status words stay German, because "
    "auditors look for them.",
)
COVERAGE = Text(de="Was sich selbsttätig beantworten lässt", en="What can be answered automatically")
COVERAGE_TEXT = Text(
    de="Die meisten Anforderungen kann kein Werkzeug aus Konfigurationen beantworten. Sie stehen nicht in diesem "
    "Bericht und sind damit weder erfüllt noch widerlegt:",
    en="Most requirements cannot be answered from configurations by any tool. They are not in this report and hence "
    "neither met nor refuted:",
)

# 3 Findings
FINDINGS = Text(de="Verletzte und unklare Prüfregeln", en="Rules failed and undecided")
RULES_TEXT = Text(
    de="{bad} von {all} sind auf wenigstens einem Gerät verletzt oder unklar, hier mit der Zahl der Geräte je Befund; "
    "geduldete zählen zu den verletzten. Der Titel führt zu Geräten, Gründen und Zeilen (Abschnitt 5). Die übrigen "
    "stehen in Abschnitt 8.",
    en="{bad} of {all} fail or are undecided on one device at least, here with the number of devices per finding; "
    "waivers count among the failing. The title leads to devices, reasons and lines (section 5). The others are in "
    "section 8.",
)
NO_FINDINGS = Text(
    de="Keine Prüfregel ist verletzt oder unklar. Alle stehen in Abschnitt 8.",
    en="No rule fails or is undecided. All are in section 8.",
)

# 4 Overview
OVERVIEW = Text(de="Anforderungen im Überblick", en="Requirements at a glance")
OVERVIEW_TEXT = Text(
    de="Je Anforderung die Zahl der Geräte mit jedem Status. Die Kennung führt zu den einzelnen Geräten (Abschnitt 7).",
    en="For each requirement the number of devices with each status. The id leads to the devices (section 7).",
)
OVERVIEW_NA = Text(
    de="Auf keinem der Geräte gibt es, wonach die zugeordneten Prüfregeln fragen: {requirements}.",
    en="No device has what the mapped rules ask about: {requirements}.",
)

WAIVED_NOTE = Text(de="geduldet bis {day}", en="waived until {day}")

# 5 Evidence
EVIDENCE = Text(de="Nachweise je Prüfregel", en="Evidence per rule")
EVIDENCE_TEXT = Text(
    de="Jede verletzte oder unklare Prüfregel mit allen Geräten, die schwersten zuerst. Je Prüfregel ist ein Gerät "
    "ausgeführt, mit Fundstelle, Erhebungszeit und Prüfsumme; hinterlegte Zeilen haben den Befund ausgelöst. Geräte "
    "mit demselben Grund stehen darunter beieinander, in Klammern die Zeilen der geschwärzten Konfiguration. Jeder "
    "Befund für sich steht im Prüflauf (findings.jsonl, configs) und im JSON dieses Berichts; Prüfsumme und "
    "Erhebungszeit jedes Geräts in Abschnitt 9.",
    en="Every rule that fails or is undecided with all its devices, the most severe first. One device is set out per "
    "rule, with place, time of collection and hash; shaded lines led to the verdict. Devices with the same reason "
    "stand together below, the lines of the redacted configuration in brackets. Each single finding is in the run "
    "(findings.jsonl, configs) and in the JSON of this report; hash and time of collection of each device are in "
    "section 9.",
)
EVIDENCE_HEADING = Text(de="Verletzt: „{title}“ ({severity})", en="Broken: “{title}” ({severity})")
UNCLEAR_HEADING = Text(de="Unklar: „{title}“ ({severity})", en="Undecided: “{title}” ({severity})")
EVIDENCE_RULE = Text(
    de="{why} Anforderungen: {requirements}. Befunde: {counts}.",
    en="{why} Requirements: {requirements}. Findings: {counts}.",
)
COUNTED = Text(de="{word} {devices}", en="{word} {devices}")
KEPT_ON = Text(de="erfüllt: {devices}", en="pass: {devices}")
NA_ON_OTHERS = Text(de="auf allen anderen nicht anwendbar", en="not applicable to all others")
PLACES = Text(de="{device} (Zeile {lines})", en="{device} (line {lines})")
REASON = Text(de="Begründung und auslösende Zeile", en="Reason and deciding line")
DECIDING = Text(de="{reason} – Zeile {number}: {line}", en="{reason} – line {number}: {line}")
DECIDING_AT = Text(
    de="{reason} – etwa {device}, Zeile {number}: {line}", en="{reason} – such as {device}, line {number}: {line}"
)
NO_EVIDENCE = Text(de="Keine Prüfregel ist verletzt oder unklar.", en="No rule fails or is undecided.")
FACTS: dict[str, Text] = {
    "sha": Text(de="SHA-256", en="SHA-256"),
    "collected": Text(de="Erhoben", en="Collected"),
    "rule": Text(de="Prüfregel", en="Rule"),
    "file": Text(de="Datei", en="File"),
    "waiver": Text(de="Duldung", en="Waiver"),
    "default": Text(de="Voreinstellung", en="Default"),
    "judged": Text(de="Beurteilt", en="Judged"),
}
JUDGED = Text(de="{judged} Stellen, {exempted} ausgenommen", en="{judged} places, {exempted} exempted")
WAIVER_FACT = Text(de="bis {until}, {by}: {reason}", en="until {until}, {by}: {reason}")
LEFT_OUT = Text(de="… {n} weitere Fundstellen", en="… {n} more places")

# 6 Waivers
WAIVERS = Text(de="Duldungen", en="Waivers")
WAIVERS_TEXT = Text(
    de="Befristet angenommene Abweichungen. Sie ändern keinen Status und enden von selbst.",
    en="Deviations accepted for a limited time. They change no status and end by themselves.",
)
OTHER_WAIVERS = Text(de="Weitere Duldungen", en="Other waivers")
OTHER_WAIVERS_TEXT = Text(
    de="Auch diese Duldungen waren beim Prüflauf hinterlegt; sie deckten keinen Befund.",
    en="These waivers were on file at the time of the run as well; they covered no finding.",
)
WAIVER_ENDED = Text(de="beendet", en="ended")
WAIVER_TO_COME = Text(de="noch nicht begonnen", en="not begun yet")
WAIVER_IDLE = Text(de="deckt keinen Befund", en="covers no finding")
EXEMPTIONS = Text(de="Ausgenommene Stellen", en="Exempted places")
EXEMPTIONS_TEXT = Text(
    de="Stellen, die die Vorgaben (policy.yaml) von einer Prüfregel ausnehmen, etwa ein Gastnetz. Sie entscheiden "
    "keinen Befund; ein erfüllter Befund belegt dann nur einen Teil.",
    en="Places that the policy (policy.yaml) exempts from a rule, a guest network for example. They decide no finding; "
    "a pass then shows a part only.",
)
EXEMPTED = Text(de="ausgenommen", en="exempted")
NO_WAIVERS = Text(de="In diesem Prüflauf gilt keine Duldung.", en="No waiver applies in this run.")

# 7 Results
RESULTS = Text(de="Einzelergebnisse je Anforderung und Gerät", en="Results per requirement and device")
RESULTS_TEXT = Text(
    de="Geordnet nach Anforderung, darin das Schlechteste zuerst; Geräte mit demselben Status aus denselben Prüfregeln "
    "stehen beieinander, „die übrigen“ sind alle von der Anforderung betroffenen, die keine andere ihrer Zeilen nennt. "
    "Warum eine Prüfregel auf einem Gerät verletzt oder unklar ist, steht in Abschnitt 5. Hinter „belegt“ stehen die "
    "Prüfregeln, die auf diesen Geräten erfüllt sind, soweit sie das einzelne Gerät betreffen (Abschnitte 5 und 8), "
    "mit dem, was sie erreichen; ausgenommene Stellen nennt Abschnitt 6. Jede Bewertung für sich steht im JSON und "
    "CSV dieses Berichts.",
    en="Ordered by requirement, the worst first within each; devices with the same status from the same rules stand "
    "together, and “the others” are all that the requirement concerns and no other of its rows names. Why a rule fails "
    "or is undecided on a device is in section 5. After “shown” stand the rules that pass on these devices, as far as "
    "they concern the single device (sections 5 and 8), with what they reach; exempted places are in section 6. Each "
    "single assessment is in the JSON and CSV of this report.",
)
ALL_UNTIL = Text(de="Jeder Nachweis gilt bis {day}.", en="All evidence counts until {day}.")
AS_ABOVE = Text(de="wie oben", en="as above")
SHOWN_BY_REST = Text(de="übrige", en="the others")
PARTLY_EXEMPTED = Text(de="{rule} [Stellen ausgenommen]", en="{rule} [places exempted]")

# Appendix
APPENDIX = Text(de="Nachprüfen, Werkzeuge, Begriffe", en="Verifying, tools, terms")
APPENDIX_TEXT = Text(
    de="Dieser Bericht muss nicht geglaubt werden: Jede Angabe darin lässt sich am Prüflauf nachrechnen.",
    en="This report need not be believed: everything in it can be recomputed from the run.",
)
VERIFY = Text(de="So prüfen Sie nach", en="How to verify")
VERIFY_HASH = Text(
    de="Ohne dieses Werkzeug, im Ordner des Prüflaufs (runs/{run}): Jede Datei muss „OK“ melden.",
    en="Without this tool, in the folder of the run (runs/{run}): every file must report “OK”.",
)
VERIFY_CHAIN = Text(
    de="Mit dem Werkzeug, im Arbeitsbereich: prüft Dateien, Befunde, Merkle-Wurzel und die Kette der Prüfläufe. Die "
    "Merkle-Wurzel muss mit der auf der Titelseite übereinstimmen.",
    en="With the tool, in the workspace: checks files, findings, Merkle root and the chain of runs. The Merkle root "
    "must equal the one on the title page.",
)
TOOLS = Text(de="Werkzeug und Stände", en="Tool and versions")
TERMS = Text(de="Begriffe", en="Terms")
SOURCE = Text(
    de="Kennungen und Titel der Anforderungen: Bundesamt für Sicherheit in der Informationstechnik (BSI). Die "
    "Zuordnung von Prüfregeln zu Anforderungen ist nicht vom BSI.",
    en="Ids and titles of requirements: Federal Office for Information Security (BSI). The mapping of rules to "
    "requirements is not the BSI's.",
)

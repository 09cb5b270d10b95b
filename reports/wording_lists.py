"""The sentences of the lists in the report on the check: rules that nothing breaks, and devices."""

from isms.core.model.text import Text

# 8 Rules that nothing breaks
KEPT = Text(de="Erfüllte und nicht betroffene Prüfregeln", en="Rules kept and rules that concern nothing")
KEPT_HEADING = Text(de="Überall erfüllt", en="Kept everywhere")
KEPT_TEXT = Text(
    de="{count} sind auf jedem Gerät erfüllt, das sie betreffen; die nicht genannten Geräte betreffen sie nicht.",
    en="{count} pass on every device that they concern; they do not concern the devices that are not named.",
)
KEPT_ON_DEVICES = Text(de="Erfüllt auf", en="Kept on")
REQUIREMENTS = Text(de="Anforderungen", en="Requirements")
NA_HEADING = Text(de="Auf keinem Gerät anwendbar", en="Applicable to no device")
NA_TEXT = Text(
    de="{count} haben auf keinem Gerät dieses Laufs etwas zu prüfen; sie belegen nichts.",
    en="{count} have nothing to judge on any device of this run; they show nothing.",
)
NA_REASON = Text(de="{reason} ({count})", en="{reason} ({count})")
NA_WHY = Text(de="Warum (Zahl der Geräte)", en="Why (number of devices)")

# 9 Devices
DEVICES = Text(de="Geräte dieses Prüflaufs", en="Devices of this run")
DEVICES_TEXT = Text(
    de="Wo dieser Bericht „alle“ Geräte einer Plattform nennt oder eine Plattform „ohne“ einzelne, sind die Geräte "
    "dieser Liste gemeint. Auf diese Konfigurationen stützt sich jeder Befund; geschwärzt liegen sie im Prüflauf unter "
    "runs/{run}/configs, die Prüfsumme ist die der geschwärzten Datei.",
    en="Where this report speaks of “all” devices of a platform, or of a platform “without” some, the devices of this "
    "list are meant. Every finding rests on these configurations; they lie, redacted, in the run below "
    "runs/{run}/configs, and the hash is that of the redacted file.",
)
PLATFORM = Text(de="Plattform", en="Platform")
ALL_DEVICES = Text(de="alle {devices}", en="all {devices}")
ALL_OTHERS = Text(
    de="{devices}: die übrigen der betroffenen ({concerned})",
    en="{devices}: the others of those concerned ({concerned})",
)
ALL_EXCEPT = Text(de="alle {count} bis auf", en="all {count} except")
ALL_OF = Text(de="alle {count} {platform}", en="all {count} {platform}")
ALL_BUT = Text(de="{part} von {count} {platform} (ohne {but})", en="{part} of {count} {platform} (without {but})")
NOT_JUDGED = Text(de="Nicht beurteilt", en="Not judged")
DEVICE_OR_FILE = Text(de="Gerät oder Datei", en="Device or file")

# Changes, in section 3
CHANGED = Text(de="Neu verletzt und behoben", en="Newly failing and mended")
CHANGED_TEXT = Text(
    de="Jede Prüfregel, bei der sich seit dem vorigen Prüflauf etwas geändert hat.",
    en="Every rule with a change since the previous run.",
)
NEWLY_FAILING = Text(de="neu verletzt auf", en="newly failing on")
MENDED = Text(de="behoben auf", en="mended on")

"""Where a device saves its configuration by itself, when, and how it gets there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

OPEN = frozenset({"tftp", "ftp", "http", "rcp"})
SAFE = frozenset({"scp", "sftp", "https", "ftps", "git+ssh"})
SCHEME = re.compile(r"\b(tftp|sftp|scp|ftps|ftp|https|http|rcp|git\+ssh)\b")
URL = re.compile(r"\b(tftp|sftp|scp|ftps|ftp|https|http|rcp|git\+ssh):")
COPY = re.compile(r"\b(?:copy|show)\b.*\b(?:running-config|startup-config|run|start)\b|\bwrite net")
FORTIOS = re.compile(r"\bbackup (?:full-|yaml-)?config\s+(\w+)")
ROUTEROS = re.compile(r"\bexport\b|backup save")
NO_JOB = not_applicable("das Gerät sichert nicht selbst", "the device saves nothing by itself")
FETCHED = not_applicable(
    "die Konfiguration wird abgeholt (BACKUP_BY_DEVICE)", "the configuration is fetched (BACKUP_BY_DEVICE)"
)


@dataclass(frozen=True, slots=True)
class Job:
    """A place where the configuration is put: how it travels ("" if it stays), and the line that says when."""

    node: Node
    scheme: str
    when: Node | None


def automatic(tree: ConfigTree, policy: Policy) -> Outcome:
    """The device saves its configuration without anybody's doing, or it is fetched by decision."""
    jobs = list(_jobs(tree))
    for job in jobs:
        if job.when is not None:
            return passed("$1", "$1", *dict.fromkeys((job.when, job.node)))
    if not policy.flag("BACKUP_BY_DEVICE"):
        return FETCHED
    if jobs:
        return failed("$1 sichert nur auf Befehl", "$1 saves on command only", jobs[0].node)
    return failed(
        "keine Sicherung eingetragen (ganze Konfiguration durchsucht)",
        "no backup is configured (the whole configuration was searched)",
    )


def transport(tree: ConfigTree, _: Policy) -> Outcome:
    """Saved configurations do not travel in clear."""
    found = [job for job in _jobs(tree) if job.scheme]
    return joined((_travels(job) for job in found), nothing=NO_JOB)


def _travels(job: Job) -> Outcome:
    """One job that leaves the device."""
    if job.scheme in OPEN:
        return failed("$1 überträgt im Klartext", "$1 sends in clear", job.node)
    return passed("$1", "$1", job.node)


def separate(tree: ConfigTree, policy: Policy) -> Outcome:
    """What the device saves does not lie on the device alone, unless it is fetched from there by decision."""
    jobs = list(_jobs(tree))
    if not jobs:
        return NO_JOB
    away = [job.node for job in jobs if job.scheme]
    if away:
        return passed("$1", "$1", *away)
    if not policy.flag("BACKUP_BY_DEVICE"):
        return FETCHED
    if any("<" in job.node.text or "*" in job.node.text for job in jobs):
        return unknown("das Ziel in $1 ist unkenntlich gemacht", "the target in $1 is masked", jobs[0].node)
    return failed("$1 liegt auf dem Gerät selbst", "$1 lies on the device itself", *[job.node for job in jobs])


def _jobs(tree: ConfigTree) -> Iterator[Job]:
    """The jobs of a configuration."""
    return JOBS[tree.platform.id](tree.root)


def _scheme(text: str, pattern: re.Pattern[str] = URL) -> str:
    """How something travels, by its address."""
    found = pattern.search(text)
    return found[1] if found else ""


def _ios(root: Node) -> Iterator[Job]:
    """The archive, kron and applets."""
    for archive in starting(root, "archive"):
        when = first(archive, "write-memory") or first(archive, "time-period")
        for line in starting(archive, "path"):
            yield Job(line, _scheme(line.text), when)
    for policy in starting(root, "kron", "policy-list"):
        yield from _copies(policy, "cli")
    yield from _applets(root)


def _applets(root: Node) -> Iterator[Job]:
    """Applets of the event manager (IOS, NX-OS, ASA) that copy the configuration; `event none` waits for a person."""
    for applet in starting(root, "event", "manager", "applet"):
        for job in _copies(applet, "action"):
            yield Job(job.node, job.scheme, None if first(applet, "event", "none") is not None else job.when)


def _copies(block: Node, word: str) -> Iterator[Job]:
    """The lines of a scheduled block that copy the configuration to another device."""
    for line in starting(block, word):
        if COPY.search(line.text) and URL.search(line.text):
            yield Job(line, _scheme(line.text), line)


def _nxos(root: Node) -> Iterator[Job]:
    """Jobs of the scheduler, which run only if a schedule names them, and applets."""
    times = {
        line.words[-1]: schedule
        for schedule in starting(root, "scheduler", "schedule", "name")
        for line in starting(schedule, "job", "name")
        if first(schedule, "time") is not None
    }
    for block in starting(root, "scheduler", "job", "name"):
        for job in _copies(block, "copy"):
            yield Job(job.node, job.scheme, times.get(block.words[-1]))
    yield from _applets(root)


def _eos(root: Node) -> Iterator[Job]:
    """Scheduled commands that copy the configuration."""
    for line in starting(root, "schedule"):
        if COPY.search(line.text) and URL.search(line.text):
            yield Job(line, _scheme(line.text), line)


def _procurve(root: Node) -> Iterator[Job]:
    """Jobs that copy the configuration: `job NAME at … "copy running-config sftp …"`."""
    for line in starting(root, "job"):
        if COPY.search(line.text) and SCHEME.search(line.text):
            yield Job(line, _scheme(line.text, SCHEME), line)


def _comware(root: Node) -> Iterator[Job]:
    """The archive, on the device or on a server."""
    when = first(root, "archive", "configuration", "interval")
    for line in starting(root, "archive", "configuration", "location"):
        yield Job(line, "", when)
    for line in starting(root, "archive", "configuration", "server"):
        yield Job(line, _scheme(line.text, SCHEME), when)


def _vrp(root: Node) -> Iterator[Job]:
    """Automatic saving to a server; TFTP where the line names nothing else."""
    for line in starting(root, "set", "save-configuration", "backup-to-server"):
        yield Job(line, _scheme(line.text, SCHEME) or "tftp", line)


def _junos(root: Node) -> Iterator[Job]:
    """The archive sites, at every commit or by the clock."""
    archival = path(root, "system", "archival", "configuration")
    if archival is None:
        return
    when = path(archival, "transfer-on-commit") or path(archival, "transfer-interval")
    for name, node in named(path(archival, "archive-sites")):
        yield Job(node, _scheme(name) or "scp", when)


def _vyos(root: Node) -> Iterator[Job]:
    """The archive at every commit."""
    for name, node in named(path(root, "system", "config-management", "commit-archive", "location")):
        yield Job(node, _scheme(name) or "scp", node)


def _fortios(root: Node) -> Iterator[Job]:
    """Scripts by the clock and automations that back the configuration up."""
    for words in (("config", "system", "auto-script"), ("config", "system", "automation-action")):
        for block in starting(root, *words):
            for entry in starting(block, "edit"):
                for line in starting(entry, "set", "script"):
                    if found := FORTIOS.search(line.text):
                        yield Job(line, found[1] if found[1] in OPEN | SAFE else "", line)


def _routeros(root: Node) -> Iterator[Job]:
    """Exports and backups, by the clock or in scripts that the clock starts; what is not sent stays."""
    clock = [line for block in starting(root, "/system", "scheduler") for line in starting(block, "add")]
    scripts = [line for block in starting(root, "/system", "script") for line in starting(block, "add")]
    for line in (*clock, *scripts):
        if ROUTEROS.search(line.text):
            sent = _scheme(line.text, SCHEME) if "fetch" in line.text else ""
            mailed = "smtp" if "e-mail" in line.text else ""
            yield Job(line, sent or mailed, line if line in clock else _starter(line, clock))


def _starter(script: Node, clock: list[Node]) -> Node | None:
    """The job of the scheduler that starts a script."""
    name = next((word[5:] for word in script.words if word.startswith("name=")), "")
    return next((job for job in clock if name and re.search(rf"\brun\W+{re.escape(name)}\b", job.text)), None)


JOBS: dict[str, Callable[[Node], Iterator[Job]]] = {
    "cisco_ios": _ios,
    "cisco_nxos": _nxos,
    "cisco_asa": _applets,
    "arista_eos": _eos,
    "hp_procurve": _procurve,
    "hp_comware": _comware,
    "huawei_vrp": _vrp,
    "juniper_junos": _junos,
    "vyos": _vyos,
    "fortinet_fortios": _fortios,
    "mikrotik_routeros": _routeros,
}
JUDGES = {"sys_backup_automatic": automatic, "sys_backup_transport": transport, "sys_backup_separate": separate}

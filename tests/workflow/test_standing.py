"""What the rules about all devices said holds again while all devices say the same, and not a moment longer."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from checks import rulebook
from checks.fleet.rules import RULES
from checks.policies import Layer, Policies, Setting
from isms.core import codec
from isms.core.facts import Facts
from isms.core.findings import Findings, briefs
from isms.core.model.device import Device
from isms.core.model.fact import Fact, Seen
from isms.core.model.finding import Compared, Finding, Verdict, Waiver
from isms.core.model.text import Text
from isms.store import open_store
from isms.store.workspace import Workspace, create, load
from isms.workflow.audit import check_run
from isms.workflow.kept import Reader, Writer
from isms.workflow.sameness import Sameness
from isms.workflow.standing import Standing
from tests.checks.repositories import Made
from tests.workflow.test_unchanged import ALL, LATER, NAMES, NOW, TEXT, both, config, run, sealed, told, town

TOGETHER = [rule for rule in rulebook.shipped().rules if rule.fleet is not None]
LASTING = {rule.id for rule in TOGETHER if RULES[rule.fleet or ""].lasting}
DAY = date(2026, 11, 20)
RUN = "2026-11-20T12-00-00Z-0000"
KEY = b"k" * 32


def seen(name: str, address: str = "192.0.2.1", *, site: str | None = None) -> Seen:
    """A device with an address."""
    fact = Fact("address", f"|{address}", 2, f" ip address {address} 255.255.255.0", "prefix=24", "interface Gi0/1")
    return Seen(
        device=Device(name=name, platform="cisco_ios", site=site),
        platform="cisco_ios",
        sha256="ab",
        collected_at=NOW,
        file=f"{name}.cfg",
        facts=Facts.of([fact]),
    )


def compared(one: Seen, verdict: Verdict = Verdict.PASS) -> Compared:
    """Findings of all rules about all devices."""
    found = tuple(
        Finding(
            device=one.device.name,
            platform=one.platform,
            rule=rule.id,
            verdict=verdict,
            severity=rule.severity,
            reason=Text(de="gut", en="good"),
            config_sha256=one.sha256,
            collected_at=one.collected_at,
            file=one.file,
        )
        for rule in TOGETHER
    )
    return Compared(
        device=one.device, findings=Findings(one.device.name, codec.to_canonical_lines(found), tuple(briefs(found)))
    )


TOWN = [seen("dach"), seen("keller", "192.0.2.2"), seen("rathaus", "192.0.2.9", site="WE-1")]


@dataclass(frozen=True, kw_only=True)
class World:
    """All that answers depend on beside the devices."""

    key: bytes = KEY
    run: tuple[object, ...] = ("program", "rules")
    policies: Policies = field(default_factory=Policies)
    waivers: tuple[Waiver, ...] = ()

    def sameness(self) -> Sameness:
        """The hashes."""
        return Sameness(self.key, self.run, self.policies, self.waivers, DAY)


SAME = World()
WAIVER = Waiver(rule="fleet.duplicate-address", until=DAY, by="Amt", reason="Umbau", device="keller")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace in which a run over the town was kept."""
    create(tmp_path / "town", "Musterstadt")
    made = load(tmp_path / "town")
    keep(made, [compared(one) for one in TOWN])
    return made


def findings(workspace: Workspace) -> Path:
    """Where the findings of the run lie."""
    return workspace.root / "findings.jsonl"


def keep(workspace: Workspace, said: Sequence[Compared]) -> None:
    """Keep what is said of the devices of the town."""
    standing = Standing(SAME.sameness(), keeps=True)
    for one in TOWN:
        standing.take(one, wanted=True)
    with findings(workspace).open("wb") as stream, Writer(workspace, RUN) as writer:
        for one, told in zip(TOWN, said, strict=True):
            assert standing.said(one, TOGETHER) == {}
            assert isinstance(told.findings, Findings)
            stream.write(told.findings.lines)
            standing.keep(told, writer)
        writer.finish()


@contextmanager
def following(workspace: Workspace, world: World, devices: Sequence[Seen], *, wanted: bool) -> Iterator[Standing]:
    """What a later run may take over, with the devices that it has."""
    standing, reader = Standing(world.sameness(), keeps=False), Reader(workspace, RUN)
    opened = os.open(findings(workspace), os.O_RDONLY)
    standing.follow(reader, opened)
    for one in devices:
        standing.take(one, wanted=wanted)
    yield standing
    os.close(opened)
    reader.close()


def again(
    workspace: Workspace, world: World = SAME, devices: Sequence[Seen] = tuple(TOWN), *, wanted: bool = True
) -> list[set[str]]:
    """The rules whose answers are taken over, for each device."""
    with following(workspace, world, devices, wanted=wanted) as standing:
        return [{*standing.said(one, TOGETHER)} for one in devices]


def test_nothing_has_changed(workspace: Workspace) -> None:
    assert {"fleet.duplicate-address", "fleet.link-agrees", "fleet.shared-secret"} == LASTING
    assert again(workspace) == [LASTING] * len(TOWN)


def test_what_is_taken_over_is_what_was_said_at_another_time(workspace: Workspace) -> None:
    later = [replace(one, collected_at=LATER) for one in TOWN]
    with following(workspace, SAME, later, wanted=True) as standing:
        for one in later:
            lines = [codec.to_canonical_json(finding) for finding in compared(one).findings]
            expected = dict(zip([rule.id for rule in TOGETHER], lines, strict=True))
            assert {rule: told.line for rule, told in standing.said(one, TOGETHER).items()} == {
                rule: expected[rule] for rule in LASTING
            }


DEVICES = {
    "changed": [TOWN[0], seen("keller", "192.0.2.3"), TOWN[2]],
    "renamed": [TOWN[0], seen("unten", "192.0.2.2"), TOWN[2]],
    "elsewhere": [TOWN[0], seen("keller", "192.0.2.2", site="WE-1"), TOWN[2]],
    "redacted": [TOWN[0], replace(TOWN[1], sha256="cd"), TOWN[2]],
    "moved": [TOWN[0], replace(TOWN[1], file="x/keller.cfg"), TOWN[2]],
    "platform": [TOWN[0], replace(TOWN[1], platform="cisco_nxos"), TOWN[2]],
    "gone": TOWN[:2],
    "more": [*TOWN, seen("schule", "192.0.2.77")],
    "order": [TOWN[1], TOWN[0], TOWN[2]],
    "lost": [TOWN[0], Seen(device=TOWN[1].device, platform="cisco_ios"), TOWN[2]],
}


@pytest.mark.parametrize("devices", DEVICES.values(), ids=DEVICES)
def test_one_device_is_not_what_it_was(workspace: Workspace, devices: Sequence[Seen]) -> None:
    assert again(workspace, devices=devices) == [set()] * len(devices)


def test_devices_that_are_only_compared_with_are_no_judged_ones(workspace: Workspace) -> None:
    assert again(workspace, wanted=False) == [set()] * len(TOWN)


WORLDS = {
    "key": World(key=b"x" * 32),
    "rules": World(run=("program", "other rules")),
    "waiver": World(waivers=(WAIVER,)),
    "policy": World(policies=Policies(settings={"SECRET_DEVICES": Setting(value=5)})),
    "one-policy": World(policies=Policies(overrides={Layer.SITE: {"WE-1": {"SECRET_DEVICES": Setting(value=5)}}})),
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_what_devices_are_judged_by_has_changed(workspace: Workspace, world: World) -> None:
    assert again(workspace, world) == [set()] * len(TOWN)


def test_a_waiver_that_has_ended_is_none(workspace: Workspace) -> None:
    ended = replace(WAIVER, until=DAY - timedelta(days=1))
    assert again(workspace, World(waivers=(ended,))) == [LASTING] * len(TOWN)


def test_findings_that_are_not_those_that_were_sealed_are_asked_for_again(workspace: Workspace) -> None:
    raw = findings(workspace).read_bytes()
    findings(workspace).write_bytes(raw.replace(b"good", b"evil", 1))
    assert again(workspace) == [set(), LASTING, LASTING]
    findings(workspace).write_bytes(raw[:-20])
    assert again(workspace) == [LASTING, LASTING, set()]


def test_an_error_is_never_taken_over(workspace: Workspace) -> None:
    shutil.rmtree(workspace.root / "cache")
    keep(workspace, [compared(TOWN[0]), compared(TOWN[1], Verdict.ERROR), compared(TOWN[2])])
    assert again(workspace) == [LASTING, set(), LASTING]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town that nobody changes; two of its devices have the same address, and two the same secret."""
    place = town(tmp_path_factory.mktemp("towns") / "town")
    config(place, "dach").write_text(TEXT.format(name="dach", number=2))
    run(place, NOW + timedelta(minutes=1))
    return place


@pytest.fixture
def place(judged: Path, tmp_path: Path) -> Path:
    """A town of one's own."""
    return Path(shutil.copytree(judged, tmp_path / "town", symlinks=True))


def failing(place: Path, rule: str) -> set[str]:
    """The devices on which a rule fails without a waiver, as the newest run says."""
    newest = max((place / "runs").iterdir()) / "findings.jsonl"
    found = codec.from_json_lines(newest.read_bytes(), Finding, "findings")
    return {one.device for one in found if one.rule == rule and one.verdict is Verdict.FAIL and one.waiver is None}


def readdressed(place: Path) -> None:
    """One of the two has another address."""
    config(place, "dach").write_text(TEXT.format(name="dach", number=200))


def added(place: Path) -> None:
    """A third one has the address."""
    config(place, "neu").write_text(TEXT.format(name="neu", number=2))


def removed(place: Path) -> None:
    """One of the two is gone."""
    config(place, "dach").unlink()


def recurring(place: Path) -> None:
    """The office lets the network recur."""
    (place / "policy.yaml").write_text("SHARED_NETWORKS: [192.0.2.0/24]\n")


def waived(place: Path) -> None:
    """The office accepts it for one of the two."""
    line = "{rule: fleet.duplicate-address, device: dach, until: 2026-12-31, by: Amt, reason: Umbau}\n"
    (place / "waivers.yaml").write_text(f"- {line}")


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda _: None, {"dach", "keller"}),
    "address": (readdressed, set()),
    "added": (added, {"dach", "keller", "neu"}),
    "removed": (removed, set()),
    "policy": (recurring, set()),
    "waiver": (waived, {"keller"}),
}


@pytest.mark.parametrize(("change", "wrong"), CHANGES.values(), ids=CHANGES)
def test_a_town_with_a_change_is_judged_as_if_it_were_judged_anew(
    place: Path, change: Callable[[Path], object], wrong: set[str]
) -> None:
    assert failing(place, "fleet.duplicate-address") == {"dach", "keller"}
    change(place)
    both(place)
    assert failing(place, "fleet.duplicate-address") == wrong


def test_a_backup_grows_old_though_nothing_changes(place: Path) -> None:
    with open_store(load(place).register).transaction(who="IT", when=NOW) as change:
        for name in NAMES:
            change.put("devices", name, Device(name=name, platform="cisco_ios"))
            os.utime(config(place, name), (NOW.timestamp(), NOW.timestamp()))
    both(place)
    assert failing(place, "bak.collected") == set()
    shutil.rmtree(place.parent / "fresh")
    both(place, datetime(2027, 6, 1, tzinfo=UTC))
    assert failing(place, "bak.collected") == {*NAMES}


def test_an_archive_gets_another_version_though_the_files_are_the_same(place: Path) -> None:
    archive = Made(place / "archive")
    files = {f"{name}.cfg": config(place, name).read_text() for name in NAMES}
    archive.commit(files)
    first = check_run(place, place / "archive", ALL, now=LATER)
    archive.commit({**files, "dach.cfg": "hostname dach\n"})
    archive.commit(files)
    other = Path(shutil.copytree(place, place.parent / "fresh"))
    anew = check_run(other, place / "archive", ALL, now=LATER, fresh=True)
    taken = check_run(place, place / "archive", ALL, now=LATER)
    assert (sealed(taken), told(taken)) == (sealed(anew), told(anew))
    assert taken.taken_over == len(NAMES)
    assert sealed(taken) != sealed(first)

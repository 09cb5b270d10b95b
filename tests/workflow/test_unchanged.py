"""What is taken over from the run before is, byte for byte, what judging anew would have sealed."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks import rulebook
from isms.core.errors import InputError
from isms.core.model.device import Device
from isms.core.model.finding import Verdict
from isms.store import open_store
from isms.store.workspace import create, load
from isms.workflow.audit import check_run
from isms.workflow.evidence import verify
from isms.workflow.subjects import Selection
from isms.workflow.tally import RunResult

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ALL = Selection()
TEXT = """\
hostname {name}
enable secret 5 $1$Gehe$imGeheimGeheimGeheim02
username anna password 0 Geheim0001
snmp-server community Geheim0003 RO
interface Gi0/1
 ip address 192.0.2.{number} 255.255.255.0
line vty 0 4
 transport input telnet
end
"""
NAMES = ["dach", "keller", "rathaus", "schule"]
Change = Callable[[Path], object]


def certificate() -> str:
    """A configuration with a certificate that holds on one of the days around, and its end."""
    rule = rulebook.shipped().get("cert.not-expired")
    return rule.examples["cisco_ios"][Verdict.PASS][0]


def config(place: Path, name: str) -> Path:
    """The file of a device."""
    return place / "configs" / f"{name}.cfg"


def town(place: Path) -> Path:
    """A workspace with four devices, judged once."""
    create(place, "Musterstadt")
    (place / "configs").mkdir()
    for number, name in enumerate(NAMES, start=1):
        config(place, name).write_text(TEXT.format(name=name, number=number))
    config(place, "rathaus").write_text(TEXT.format(name="rathaus", number=9) + certificate())
    (place / "configs" / "notiz.txt").write_text("nichts\n")
    run(place, NOW)
    return place


def run(
    place: Path, now: datetime = LATER, wanted: Selection = ALL, *, fresh: bool = False, workers: int = 1
) -> RunResult:
    """`check run` over the folder."""
    return check_run(place, place / "configs", wanted, now=now, fresh=fresh, workers=workers)


def sealed(result: RunResult) -> dict[str, bytes]:
    """What a run says of the devices."""
    assert result.folder is not None
    files = [result.folder / "findings.jsonl", *sorted((result.folder / "configs").iterdir())]
    return {path.name: path.read_bytes() for path in files}


def told(result: RunResult) -> RunResult:
    """What a run tells, but for what is its own."""
    return replace(result, run=None, folder=None, taken_over=0)


def before(place: Path) -> Path:
    """The newest run."""
    return max((place / "runs").iterdir())


def cache(place: Path) -> Path:
    """What the newest run kept."""
    [path] = (place / "cache").iterdir()
    return path


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town that nobody changes."""
    return town(tmp_path_factory.mktemp("towns") / "town")


@pytest.fixture
def place(judged: Path, tmp_path: Path) -> Path:
    """A town of one's own."""
    return Path(shutil.copytree(judged, tmp_path / "town", symlinks=True))


def both(place: Path, now: datetime = LATER, wanted: Selection = ALL) -> RunResult:
    """A run that has said, sealed and told the same as one that judges anew."""
    other = Path(shutil.copytree(place, place.parent / "fresh", symlinks=True))
    anew, taken = run(other, now, wanted, fresh=True), run(place, now, wanted)
    assert anew.taken_over == 0
    assert sealed(taken) == sealed(anew)
    assert told(taken) == told(anew)
    return taken


def test_nothing_was_changed(place: Path) -> None:
    assert both(place).taken_over == len(NAMES)
    assert run(place, LATER + timedelta(hours=1)).taken_over == len(NAMES)
    assert verify(place, None).valid


def test_one_device_was_changed_and_one_is_new(place: Path) -> None:
    with config(place, "keller").open("a") as stream:
        stream.write("no ip http server\n")
    config(place, "archiv").write_text(TEXT.format(name="archiv", number=2))
    config(place, "dach").unlink()
    result = both(place)
    assert result.taken_over == len(NAMES) - 2
    assert result.changes is not None
    assert {name for name, _ in result.changes.newly_failing} >= {"archiv"}


def test_a_file_was_fetched_again_and_is_the_same(place: Path) -> None:
    moment = (LATER - timedelta(minutes=5)).timestamp()
    os.utime(config(place, "keller"), (moment, moment))
    result = both(place)
    assert result.taken_over == len(NAMES)
    assert (LATER - timedelta(minutes=5)).isoformat()[:19].encode() in sealed(result)["findings.jsonl"]


def renamed(place: Path) -> None:
    """A device has another name."""
    config(place, "keller").rename(config(place, "unten"))


def exchanged(place: Path) -> None:
    """Two devices have changed their configurations."""
    one, other = config(place, "keller").read_text(), config(place, "dach").read_text()
    config(place, "keller").write_text(other)
    config(place, "dach").write_text(one)


def waived(place: Path) -> None:
    """A deviation is accepted."""
    line = "{rule: mgmt.no-telnet, device: keller, until: 2026-12-31, by: Amt, reason: Umbau}\n"
    (place / "waivers.yaml").write_text(f"- {line}")


def new_policy(place: Path) -> None:
    """The office demands something of one device."""
    (place / "policy.yaml").write_text("devices: {keller: {IDLE_MINUTES: 3}}\n")


def new_key(place: Path) -> None:
    """Secrets get other marks."""
    (place / "register" / "redaction.key").write_text("ab" * 32 + "\n")


def mapped(place: Path) -> None:
    """A file is of a platform that its text does not tell."""
    with (place / "isms.toml").open("a") as stream:
        stream.write('"keller.cfg" = "cisco_nxos"\n')  # its last section is [platforms]


CHANGES: dict[str, tuple[Change, int]] = {
    "name": (renamed, 3),
    "exchange": (exchanged, 2),
    "waiver": (waived, 3),
    "policy": (new_policy, 3),
    "key": (new_key, 0),
    "platform": (mapped, 3),
}


@pytest.mark.parametrize(("change", "number"), CHANGES.values(), ids=CHANGES)
def test_what_an_answer_depends_on_was_changed(place: Path, change: Change, number: int) -> None:
    change(place)
    assert both(place).taken_over == number


def test_a_platform_that_was_named_is_found_again_once_it_is_named_no_more(place: Path) -> None:
    plain = (place / "isms.toml").read_bytes()
    mapped(place)
    run(place)
    (place / "isms.toml").write_bytes(plain)
    assert both(place).taken_over == len(NAMES) - 1


def test_a_registered_device_has_another_role(place: Path) -> None:
    def put(role: str | None) -> None:
        with open_store(load(place).register).transaction(who="IT", when=NOW) as change:
            for name in NAMES:
                device = Device(name=name, platform="cisco_ios", role=role if name == "dach" else None)
                change.put("devices", name, device)

    def registered(folder: Path, *, fresh: bool = False) -> RunResult:
        return check_run(folder, None, ALL, now=LATER, fresh=fresh)

    put(None)
    registered(place)
    put("router")
    other = Path(shutil.copytree(place, place.parent / "fresh"))
    taken = registered(place)
    assert taken.taken_over == len(NAMES) - 1
    assert sealed(taken) == sealed(registered(other, fresh=True))


def test_a_waiver_has_ended(place: Path) -> None:
    waived(place)
    run(place)
    assert both(place, datetime(2026, 12, 31, tzinfo=UTC)).taken_over == len(NAMES)
    shutil.rmtree(place.parent / "fresh")
    assert both(place, datetime(2027, 1, 1, tzinfo=UTC)).taken_over == len(NAMES) - 1


def test_a_certificate_has_ended(place: Path) -> None:
    result = both(place, datetime(2060, 1, 1, tzinfo=UTC))
    assert result.taken_over == len(NAMES) - 1
    assert result.changes is not None
    assert ("rathaus", "cert.not-expired") in result.changes.newly_failing


def of_findings(place: Path) -> None:
    """A fail becomes a pass in the run before."""
    path = before(place) / "findings.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"verdict":"fail"', b'"verdict":"pass"'))


def of_config(place: Path) -> None:
    """The redacted configuration in the run before is another one."""
    path = before(place) / "configs" / "keller.cfg"
    path.write_bytes(path.read_bytes() + b"! nichts\n")


def of_manifest(place: Path) -> None:
    """The run before has other findings, and a manifest that fits them."""
    of_findings(place)
    raw = (before(place) / "findings.jsonl").read_bytes()
    path = before(place) / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"]["findings.jsonl"] = hashlib.sha256(raw).hexdigest()
    path.write_text(json.dumps(manifest, indent=2) + "\n")


def of_cache_order(place: Path) -> None:
    """What was kept of one device stands under the name of another."""
    lines = [line.partition(b"\t") for line in cache(place).read_bytes().splitlines(keepends=True)]
    turned = [head + tab + other for (head, tab, _), (_, _, other) in zip(lines, [*lines[1:], lines[0]], strict=True)]
    cache(place).write_bytes(b"".join(turned))


def of_cache_counts(place: Path) -> None:
    """What was kept says that all is well."""
    raw = cache(place).read_bytes()
    cache(place).write_bytes(re.sub(rb'"verdicts":"\w+"', lambda found: found[0].replace(b"f", b"p"), raw))
    assert cache(place).read_bytes() != raw


def of_cache_words(place: Path) -> None:
    """What was kept are no words."""
    cache(place).write_bytes(
        b"\xff\x00\t[[[[\n{}\t{}\n" + b'{"file":"keller.cfg","mark":"\xc3\xa4","detected":1}\t{}\n'
    )


def of_cache_kind(place: Path) -> None:
    """What was kept is a folder."""
    name = cache(place)
    name.unlink()
    name.mkdir()


def cut_off(place: Path) -> None:
    """The last line about a device was not written to its end."""
    raw = cache(place).read_bytes()
    cache(place).write_bytes(raw[: raw.index(b"\n\t") - 20])


def cut_off_later(place: Path) -> None:
    """The last line about all devices was not written to its end."""
    raw = cache(place).read_bytes()
    cache(place).write_bytes(raw[: len(raw) - 20])


def of_cache_together(place: Path) -> None:
    """What was kept of one device with all others stands in the place of another one."""
    head, between, tail = cache(place).read_bytes().partition(b"\n\t")
    lines = tail.splitlines(keepends=True)
    cache(place).write_bytes(head + between + b"".join([*lines[1:], b"\t", lines[0]]))


def of_cache_together_counts(place: Path) -> None:
    """What was kept of all devices together says that all is well."""
    head, between, tail = cache(place).read_bytes().partition(b"\n\t")
    assert b"f" in tail
    cache(place).write_bytes(head + between + re.sub(rb'"[fpnuw]+"', lambda found: found[0].replace(b"f", b"p"), tail))


def lost(place: Path) -> None:
    """Somebody has tidied."""
    shutil.rmtree(place / "cache")


HARM: dict[str, tuple[Change, int]] = {
    "findings": (of_findings, 0),
    "config": (of_config, 3),
    "manifest": (of_manifest, 0),
    "cache-order": (of_cache_order, 0),
    "cache-counts": (of_cache_counts, 0),
    "cache-words": (of_cache_words, 0),
    "cache-kind": (of_cache_kind, 0),
    "cache-end": (cut_off, 3),
    "cache-later-end": (cut_off_later, 4),
    "cache-together": (of_cache_together, 4),
    "cache-together-counts": (of_cache_together_counts, 4),
    "no-cache": (lost, 0),
}


@pytest.mark.parametrize(("harm", "number"), HARM.values(), ids=HARM)
def test_what_was_tampered_with_is_judged_anew(place: Path, harm: Change, number: int) -> None:
    fresh = Path(shutil.copytree(place, place.parent / "fresh"))
    harm(place)
    result = run(place)
    assert result.taken_over == number
    assert sealed(result) == sealed(run(fresh, fresh=True))


def test_a_run_that_judges_a_part_takes_over_and_leaves_what_was_kept(place: Path) -> None:
    kept = cache(place).read_bytes()
    assert both(place, wanted=Selection(devices=("keller",))).taken_over == 1
    assert cache(place).read_bytes() == kept
    assert run(place, wanted=Selection(rules=("mgmt.no-telnet",))).taken_over == 0
    assert run(place, LATER + timedelta(hours=1)).taken_over == len(NAMES)


def test_several_cores_take_over_too(place: Path) -> None:
    config(place, "keller").write_text(TEXT.format(name="keller", number=77))
    fresh = Path(shutil.copytree(place, place.parent / "fresh"))
    result = run(place, workers=2)
    assert result.taken_over == len(NAMES) - 1
    assert sealed(result) == sealed(run(fresh, fresh=True))
    assert run(place, LATER + timedelta(hours=1)).taken_over == len(NAMES)


def test_a_run_that_breaks_off_keeps_nothing_and_harms_nothing(place: Path) -> None:
    kept = cache(place)

    def broken(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_run(place, place / "configs", ALL, broken, LATER)
    assert cache(place) == kept
    (place / "empty").mkdir()
    with pytest.raises(InputError):
        check_run(place, place / "empty", ALL, now=LATER)
    assert run(place).taken_over == len(NAMES)


def test_what_is_kept_has_no_secret_and_no_hash_by_which_one_could_guess_it(place: Path) -> None:
    raw = cache(place).read_bytes()
    assert b"Geheim" not in raw
    for name in NAMES:
        text = config(place, name).read_bytes()
        assert hashlib.sha256(text).hexdigest().encode() not in raw
    assert cache(place).stat().st_mode & 0o077 == 0
    assert cache(place).parent.stat().st_mode & 0o077 == 0
    (place / "register" / "redaction.key").write_text("cd" * 32 + "\n")
    run(place)
    heads = [line.partition(b"\t")[0] for line in cache(place).read_bytes().splitlines()]
    marks = [json.loads(head)["mark"] for head in heads if head]
    assert len(marks) == len(NAMES)
    assert not any(mark.encode() in raw for mark in marks)


def test_a_cache_that_cannot_be_written_is_no_matter(place: Path) -> None:
    shutil.rmtree(place / "cache")
    (place / "cache").write_text("")
    assert run(place).taken_over == 0
    assert run(place).taken_over == 0

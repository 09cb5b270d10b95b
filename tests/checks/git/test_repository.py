import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.archive import configs
from checks.git.archive import backups, changed, configs_of
from checks.git.repository import opened
from isms.core.errors import InputError, OutsideError
from isms.core.model.device import Config, SkippedFile
from tests.checks.repositories import Made, git

IOS = "hostname sw1\nno ip http server\n"
EOS = "! device: sw1 (DCS-7050, EOS-4.30.1F)\nhostname sw1\n"
OXIDIZED = {"ost/sw1.cfg": IOS, "ost/sw2": IOS + "ip ssh version 2\n", "west/sw1.cfg": EOS}


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An empty repository."""
    return Made(tmp_path / "backup")


def found(path: Path, revision: str = "HEAD") -> dict[str, Config]:
    """The configurations of a revision by device."""
    return {item.device.name: item for item in configs_of(path, revision, {}) if isinstance(item, Config)}


def skipped(path: Path) -> dict[str, str]:
    """File and reason of what was skipped."""
    return {item.file: item.reason.en for item in configs_of(path, "HEAD", {}) if isinstance(item, SkippedFile)}


def times(made: Made) -> dict[str, datetime]:
    """When git says each file was changed last."""
    names = git(made.folder, "ls-files").splitlines()
    seconds = {name: git(made.folder, "log", "--first-parent", "-1", "--format=%ct", "--", name) for name in names}
    return {name: datetime.fromtimestamp(int(text), UTC) for name, text in seconds.items()}


def test_a_bare_copy_gives_the_same_as_the_files_that_lie_there(made: Made) -> None:
    made.commit(OXIDIZED)
    lying = {(item.device, item.text, item.file) for item in configs(made.folder, {}) if isinstance(item, Config)}
    for path in (made.folder, made.bare()):
        assert {(item.device, item.text, item.file) for item in found(path).values()} == lying
    assert {device.name: device.platform for device, _, _ in lying} == {
        "ost/sw1": "cisco_ios",
        "ost/sw2": "cisco_ios",
        "west/sw1": "arista_eos",
    }


def test_a_configuration_was_collected_when_it_was_last_changed(made: Made) -> None:
    made.commit(OXIDIZED)
    made.commit({"ost/sw1.cfg": IOS + "!\n"})
    git(made.folder, "checkout", "-q", "-b", "side")
    made.commit({"ost/sw2": IOS})
    git(made.folder, "checkout", "-q", "main")
    made.commit({"west/sw1.cfg": EOS + "!\n", "new.cfg": IOS})
    git(made.folder, "merge", "-q", "--no-edit", "side", when=made.now)
    assert {item.file: item.collected_at for item in found(made.bare()).values()} == times(made)


def test_an_older_revision_is_read_as_it_was(made: Made) -> None:
    first = made.commit(OXIDIZED)
    made.commit({"ost/sw1.cfg": EOS, "ost/sw2": None})
    assert list(found(made.folder)) == ["ost/sw1", "west/sw1"]
    for revision in (first, "HEAD~1"):
        assert list(found(made.folder, revision)) == ["ost/sw1", "ost/sw2", "west/sw1"]
        assert found(made.folder, revision)["ost/sw1"].text == IOS


def test_rancids_own_files_are_left_out(made: Made) -> None:
    made.commit(
        {
            "configs/sw1.musterstadt.de": f"!RANCID-CONTENT-TYPE: cisco\n!\n{IOS}",
            "configs/sw2.musterstadt.de": f"!RANCID-CONTENT-TYPE: arista\n!\n{EOS}",
            "router.db": "sw1.musterstadt.de;cisco;up\n",
            "routers.up": "sw1.musterstadt.de;cisco\n",
            ".cloginrc": "add password * geheim\n",
        }
    )
    assert {name: item.platform for name, item in found(made.folder).items()} == {
        "configs/sw1.musterstadt.de": "cisco_ios",
        "configs/sw2.musterstadt.de": "arista_eos",
    }
    assert list(skipped(made.folder)) == [".cloginrc", "router.db", "routers.up"]
    assert list(found(made.folder / "configs")) == ["sw1.musterstadt.de", "sw2.musterstadt.de"]


def test_only_the_wanted_files_are_read(made: Made) -> None:
    made.commit(OXIDIZED)
    [item] = configs_of(made.folder, "HEAD", {}, frozenset({"ost/sw2"}))
    assert item.file == "ost/sw2"


def test_the_map_decides_the_platform(made: Made) -> None:
    made.commit({"a/sw1": IOS})
    [item] = configs_of(made.folder, "HEAD", {"a/*": "vyos"})
    assert isinstance(item, Config)
    assert item.platform == "vyos"
    with pytest.raises(InputError, match=r"platforms: '\*': There is no platform 'cisco_xyz'"):
        list(configs_of(made.folder, "HEAD", {"*": "cisco_xyz"}))


def test_what_cannot_be_read_is_skipped_with_its_reason(made: Made) -> None:
    other = Made(made.folder.with_name("other"))
    other.commit({"x": IOS})
    git(made.folder, "submodule", "add", "-q", other.folder, "sub")
    (made.folder / "link.cfg").symlink_to("/etc/passwd")
    made.commit(
        {
            "large.cfg": b"!\n" * 10_000_001,
            "lfs.cfg": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
            "empty.cfg": "",
            "binary.cfg": b"\x00\x01",
        }
    )
    assert skipped(made.folder) == {
        ".gitmodules": "Hidden files are not read.",
        "binary.cfg": "This is no text file.",
        "empty.cfg": "The file is empty.",
        "large.cfg": "The file is larger than 20 MB and was not read.",
        "lfs.cfg": "There is only a pointer to Git LFS here; the content is not in the repository.",
        "link.cfg": "This is a link; only files are read from a git repository.",
        "sub": "This is another repository (a submodule); judge it on its own.",
    }


def test_odd_file_names_are_read_as_they_are(made: Made) -> None:
    names = ["b\n.cfg", ":(top)x.cfg", 'q"uote', "tab\t.cfg", "-rf", "stra\udcdfe.cfg"]
    made.commit({"sw1.cfg": IOS} | dict.fromkeys(names, IOS))
    assert set(found(made.bare())) == {"b\n", ":(top)x", 'q"uote', "tab\t", "-rf", "stra\\xdfe", "sw1"}


def test_a_name_that_leads_elsewhere_is_refused(made: Made) -> None:
    blob = git(made.folder, "hash-object", "-w", "--stdin", stdin=IOS.encode())
    tree = f"100644 blob {blob}\tsw1.cfg\0".encode()
    for _ in range(2):
        below = git(made.folder, "mktree", "-z", stdin=tree)
        tree = f"040000 tree {below}\t..\0".encode()
    commit = git(made.folder, "commit-tree", "-m", "x", below)
    assert [type(item) for item in configs_of(made.folder, commit, {})] == [SkippedFile]


def test_a_damaged_content_is_skipped_and_the_others_are_read(made: Made) -> None:
    made.commit(OXIDIZED)
    blob = git(made.folder, "rev-parse", "HEAD:ost/sw1.cfg")
    lost = git(made.folder, "rev-parse", "HEAD:ost/sw2")
    file = made.folder / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o600)
    file.write_bytes(b"damaged")
    (made.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    assert list(found(made.folder)) == ["west/sw1"]
    assert list(skipped(made.folder)) == ["ost/sw1.cfg", "ost/sw2"]


def test_a_damaged_tree_is_told_as_something_outside(made: Made) -> None:
    made.commit(OXIDIZED)
    tree = git(made.folder, "rev-parse", "HEAD:ost")
    (made.folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(OutsideError, match=r"git cannot read .*backup"):
        found(made.folder)


@pytest.mark.parametrize("hash_kind", ["sha1", "sha256"])
def test_changed_files_are_those_that_differ_committed_or_not(tmp_path: Path, hash_kind: str) -> None:
    made = Made(tmp_path / "backup", f"--object-format={hash_kind}")
    first = made.commit(OXIDIZED | {"same.cfg": IOS, "back.cfg": IOS})
    made.commit({"ost/sw1.cfg": EOS, "west/sw1.cfg": None, "added.cfg": IOS, "back.cfg": EOS})
    made.commit({"back.cfg": IOS})
    assert changed(made.bare(), first) == {"ost/sw1.cfg", "added.cfg"}
    assert changed(made.folder, first) == {"ost/sw1.cfg", "added.cfg"}
    (made.folder / "same.cfg").write_text(EOS, encoding="utf-8")
    (made.folder / "loose.cfg").write_text(IOS, encoding="utf-8")
    assert changed(made.folder, first) == {"ost/sw1.cfg", "added.cfg", "same.cfg", "loose.cfg"}
    assert changed(made.folder, "HEAD") == {"same.cfg", "loose.cfg"}
    assert changed(made.folder / "ost", first) == {"sw1.cfg"}


def test_a_link_that_leaves_the_folder_is_never_read_to_see_what_changed(made: Made) -> None:
    made.commit({"sw1.cfg": IOS})
    outside = made.folder.with_name("outside.cfg")
    outside.write_text(IOS, encoding="utf-8")
    (made.folder / "sw1.cfg").unlink()
    (made.folder / "sw1.cfg").symlink_to(outside)
    assert changed(made.folder, "HEAD") == {"sw1.cfg"}


def test_backups_are_the_same_from_files_and_from_a_bare_copy(made: Made) -> None:
    first = made.commit(OXIDIZED)
    made.commit({"ost/sw2": EOS})
    bare = made.bare()
    for since, names in ((None, ["ost/sw1.cfg", "ost/sw2", "west/sw1.cfg"]), (first, ["ost/sw2"]), ("HEAD", [])):
        for path in (made.folder, bare):
            assert [item.file for item in backups(path, {}, since) if isinstance(item, Config)] == names


def test_a_path_that_is_no_repository_is_an_input_error(tmp_path: Path) -> None:
    file = tmp_path / "sw1.cfg"
    file.write_text(IOS, encoding="utf-8")
    (tmp_path / "half" / ".git").mkdir(parents=True)
    for path in (tmp_path, file, tmp_path / "missing", tmp_path / "half"):
        with pytest.raises(InputError, match="is no git repository"):
            opened(path)


@pytest.mark.parametrize("revision", ["nowhere", "", "--all", "-h", "HEAD:ost", "HEAD..HEAD", "a\0b"])
def test_an_unknown_revision_is_named(made: Made, revision: str) -> None:
    made.commit(OXIDIZED)
    with pytest.raises(InputError, match="knows no revision"):
        list(configs_of(made.folder, revision, {}))


def test_a_repository_without_a_commit_is_told(made: Made) -> None:
    with pytest.raises(InputError, match="has no commit yet"):
        list(configs_of(made.folder, "HEAD", {}))


def test_linked_working_folders_and_packed_repositories_are_read(made: Made) -> None:
    made.commit(OXIDIZED)
    linked = made.folder.with_name("linked")
    git(made.folder, "worktree", "add", "-q", "--detach", linked)
    git(made.folder, "gc", "-q")
    git(made.folder, "pack-refs", "--all")
    assert list(found(linked)) == list(found(made.folder)) == ["ost/sw1", "ost/sw2", "west/sw1"]


def test_a_missing_git_is_told_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / ".git").mkdir()
    with pytest.raises(OutsideError, match=r"The program git is missing\. Install it"):
        opened(tmp_path)


TRAPS: dict[str, Callable[[str], dict[str, str]]] = {
    "pager": lambda trap: {"core.pager": trap, "pager.rev-list": trap, "pager.cat-file": trap},
    "monitor": lambda trap: {"core.fsmonitor": trap},
    "editor": lambda trap: {"core.editor": trap, "core.askPass": trap, "core.sshCommand": trap},
    "signature": lambda trap: {"log.showSignature": "true", "gpg.program": trap},
    "external diff": lambda trap: {"diff.external": trap, "diff.x.command": trap, "diff.x.textconv": trap},
    "filter": lambda trap: {"filter.x.smudge": trap, "filter.x.clean": trap, "filter.x.process": trap},
    "alias": lambda trap: {"alias.cat-file": f"!{trap}", "alias.ls-tree": f"!{trap}"},
    "lazy fetch": lambda trap: {
        "extensions.partialClone": "far",
        "remote.far.promisor": "true",
        "remote.far.url": f"ext::{trap}",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    },
    "lazy fetch from a folder": lambda trap: {
        "extensions.partialClone": "far",
        "remote.far.promisor": "true",
        "remote.far.url": "/",
        "remote.far.uploadpack": trap,
        "protocol.file.allow": "always",
    },
}


@pytest.mark.parametrize("name", TRAPS)
def test_nothing_in_a_repository_is_ever_run(made: Made, name: str) -> None:
    first = made.commit(OXIDIZED | {".gitattributes": "* diff=x filter=x\n"})
    made.commit({"ost/sw1.cfg": EOS})
    sprung = made.folder.with_name("sprung")
    trap = made.folder.with_name("trap")
    trap.write_text(f"#!{sys.executable}\nopen({str(sprung)!r}, 'w')\n", encoding="utf-8")
    trap.chmod(0o700)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        (made.folder / ".git" / "hooks" / hook).write_text(trap.read_text(encoding="utf-8"), encoding="utf-8")
        (made.folder / ".git" / "hooks" / hook).chmod(0o700)
    lost = git(made.folder, "rev-parse", "HEAD:ost/sw2")
    (made.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    (made.folder / ".git" / "config").chmod(0o600)
    for key, value in TRAPS[name](str(trap)).items():
        subprocess.run(["git", "config", "--file", made.folder / ".git" / "config", key, value], check=True)
    assert list(found(made.folder)) == ["ost/sw1", "west/sw1"]
    assert changed(made.folder, first) == {"ost/sw1.cfg"}
    assert len(opened(made.folder).revisions("HEAD")) == 2
    assert not sprung.exists()


def test_variables_that_steer_git_do_not_reach_it(made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made.commit(OXIDIZED)
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert len(found(made.folder)) == 3
    assert not (tmp_path / "trace").exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs the right to give files away")
def test_a_repository_that_belongs_to_another_user_is_read(made: Made) -> None:
    made.commit(OXIDIZED)
    for folder, below, names in os.walk(made.folder):
        for name in (".", *below, *names):
            os.chown(Path(folder, name), 12345, 12345)
    assert len(found(made.folder)) == 3

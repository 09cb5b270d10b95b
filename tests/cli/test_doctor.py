"""`isms doctor`."""

from pathlib import Path

import pytest

from tests.cli.running import isms


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one device, imported twice in different forms."""
    isms("init", tmp_path / "stadt")
    for role in ("core", "access"):
        (tmp_path / "d.csv").write_text(f"name;address;platform;role\nsw1;192.0.2.1;cisco_ios;{role}\n")
        isms("-w", tmp_path / "stadt", "device", "import", tmp_path / "d.csv")
    return tmp_path / "stadt"


def states(workspace: Path) -> dict[str, str]:
    """What doctor says of each thing."""
    return {check["name"]: check["state"] for check in isms("-w", workspace, "doctor", "--json").json["checks"]}


def test_a_sound_workspace_is_fine(workspace: Path) -> None:
    answer = isms("-w", workspace, "doctor")
    assert answer.code == 0
    assert "● in Ordnung" in answer.out
    found = states(workspace)
    assert {found[name] for name in ("python", "workspace", "settings", "register")} == {"ok"}


def test_a_new_workspace_is_fine(tmp_path: Path) -> None:
    isms("init", tmp_path)
    assert isms("-w", tmp_path, "doctor").code == 0
    assert isms("-w", tmp_path, "doctor", "--mend").code == 0


def test_damage_is_found_without_touching_it_and_mended_on_request(workspace: Path) -> None:
    table = workspace / "register" / "devices.json"
    table.write_bytes(table.read_bytes()[:20])
    assert isms("-w", workspace, "device", "list").code == 2
    before = {path: path.read_bytes() for path in (workspace / "register").iterdir()}
    answer = isms("-w", workspace, "doctor")
    assert answer.code == 2
    assert "✖ beschädigt" in answer.out
    assert {path: path.read_bytes() for path in (workspace / "register").iterdir()} == before
    mended = isms("-w", workspace, "doctor", "--mend")
    assert mended.code == 0
    assert "wiederhergestellt; nichts verloren" in " ".join(mended.out.split())
    assert isms("-w", workspace, "device", "show", "sw1", "--json").json["role"] == "access"


def test_what_was_mended_is_in_the_json(workspace: Path) -> None:
    (workspace / "register" / "devices.json").unlink()
    document = isms("-w", workspace, "doctor", "--mend", "--json").json
    assert document["sound"] is True
    assert len(document["mended"]) == 1


def test_a_torn_journal_and_left_over_files_are_no_damage(workspace: Path) -> None:
    journal = workspace / "register" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-9])
    (workspace / "register" / ".devices.json.abc.tmp").write_bytes(b"half")
    assert isms("-w", workspace, "doctor").code == 0
    assert isms("-w", workspace, "device", "list").code == 0
    assert not (workspace / "register" / ".devices.json.abc.tmp").exists()


def test_wrong_settings_are_shown_with_their_place(workspace: Path) -> None:
    (workspace / "isms.toml").write_text("[audit]\nevidence_days = 'many'\ncolour = 1\n")
    answer = isms("-w", workspace, "doctor", "--json")
    assert answer.code == 2
    [settings] = [check for check in answer.json["checks"] if check["name"] == "settings"]
    assert "evidence_days" in settings["detail"]
    assert "colour" in settings["detail"]


def test_a_register_of_a_newer_version_is_shown_as_such(workspace: Path) -> None:
    table = workspace / "register" / "devices.json"
    table.write_text(table.read_text().replace('"schema": 1', '"schema": 2'))
    answer = isms("-w", workspace, "doctor", "--json")
    assert answer.code == 2
    assert "neuere Version" in answer.out


def test_a_folder_that_is_no_workspace_is_said_to_be_none(tmp_path: Path) -> None:
    assert isms("-w", tmp_path, "doctor").code == 2


def test_without_a_workspace_there_is_only_the_machine_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = isms("doctor")
    assert answer.code == 0
    assert "isms init" in answer.out
    assert isms("doctor", "--mend").code == 2


def test_missing_programs_are_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = isms("doctor")
    assert answer.code == 0
    assert "nicht gefunden" in answer.out

"""`isms device import|list|show`."""

from pathlib import Path

import pytest

from tests.cli.running import isms, start

GOOD = "name;address;platform;site;role;tags\nsw1;192.0.2.1;cisco_ios;17;core;a,b\nsw2;192.0.2.2;juniper_junos;18;;\n"
MIXED = GOOD + "sw3;nowhere at all;cisco_ios;;;\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace."""
    isms("init", tmp_path / "stadt")
    return tmp_path / "stadt"


def a_file(folder: Path, text: str, name: str = "geraete.csv") -> Path:
    """A file beside the workspace."""
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def names(workspace: Path, *filters: str) -> list[str]:
    """What `device list` names."""
    return [device["name"] for device in isms("-w", workspace, "device", "list", "--json", *filters).json["devices"]]


def test_what_is_imported_is_listed_and_shown(workspace: Path) -> None:
    answer = isms("-w", workspace, "device", "import", a_file(workspace, GOOD))
    assert (answer.code, answer.out) == (0, "2 Zeilen: 2 neu, 0 geändert, 0 unverändert, 0 doppelt, 0 abgewiesen.\n")
    listed = isms("-w", workspace, "device", "list", "--json").json["devices"]
    assert listed[0] == {
        "name": "sw1",
        "address": "192.0.2.1",
        "platform": "cisco_ios",
        "port": None,
        "site": "17",
        "role": "core",
        "tags": ["a", "b"],
        "credentials": None,
    }
    assert isms("-w", workspace, "device", "show", "sw1", "--json").json == listed[0]
    assert "juniper_junos" in isms("-w", workspace, "device", "list").out
    assert "192.0.2.2" in isms("-w", workspace, "device", "show", "sw2").out


def test_names_and_addresses_of_the_list_stay_whole_on_a_narrow_screen(workspace: Path) -> None:
    long = ("sw-grundschule-altstadt-01", "ap-01")
    rows = [f"{name};198.51.100.{number};fortinet_fortios;WE-0013;access" for number, name in enumerate(long, 101)]
    file = a_file(workspace, "\n".join(["name;address;platform;site;role", *rows, ""]))
    isms("-w", workspace, "device", "import", file)
    lines = isms("-w", workspace, "device", "list").out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    for number, name in enumerate(long, 101):
        assert any(line.startswith(name) and f" 198.51.100.{number} " in line for line in lines)


def test_the_list_is_filtered(workspace: Path) -> None:
    isms("-w", workspace, "device", "import", a_file(workspace, GOOD))
    assert names(workspace, "--site", "17") == ["sw1"]
    assert names(workspace, "--site", "17", "--site", "18") == ["sw1", "sw2"]
    assert names(workspace, "--platform", "juniper_junos") == ["sw2"]
    assert names(workspace, "--role", "core") == ["sw1"]
    assert names(workspace, "--tag", "b", "--tag", "x") == ["sw1"]
    assert names(workspace, "--tag", "x") == []


def test_a_row_that_does_not_fit_is_named_and_the_others_are_kept(workspace: Path) -> None:
    answer = isms("-w", workspace, "device", "import", a_file(workspace, MIXED))
    assert answer.code == 0
    assert "3 Zeilen: 2 neu" in answer.out
    assert "nowhere at all" in answer.out
    assert names(workspace) == ["sw1", "sw2"]


def test_many_rejected_rows_are_shortened_on_the_screen_only(workspace: Path) -> None:
    file = a_file(workspace, "name;address;platform\n" + "".join(f"sw{n};{'x ' * 40};cisco_ios\n" for n in range(30)))
    answer = isms("-w", workspace, "device", "import", file)
    assert "… und 10 weitere" in answer.err
    assert "…" in answer.out
    assert len(isms("-w", workspace, "device", "import", file, "--json").json["rejected"]) == 30


def test_strict_keeps_all_or_nothing(workspace: Path) -> None:
    answer = isms("-w", workspace, "device", "import", a_file(workspace, MIXED), "--strict")
    assert answer.code == 2
    assert "Nichts gespeichert" in answer.err
    assert names(workspace) == []
    assert isms("-w", workspace, "device", "import", a_file(workspace, GOOD), "--strict").code == 0


def test_a_dry_run_reports_the_same_and_keeps_nothing(workspace: Path) -> None:
    file = a_file(workspace, MIXED)
    before = sorted(path.name for path in workspace.rglob("*"))
    dry = isms("-w", workspace, "device", "import", file, "--dry-run", "--json")
    assert sorted(path.name for path in workspace.rglob("*")) == before
    assert "nichts gespeichert" in isms("-w", workspace, "device", "import", file, "--dry-run").err
    assert isms("-w", workspace, "device", "import", file, "--json").json == dry.json


def test_a_second_import_changes_nothing(workspace: Path) -> None:
    file = a_file(workspace, GOOD)
    isms("-w", workspace, "device", "import", file)
    before = {path: path.read_bytes() for path in (workspace / "register").iterdir()}
    document = isms("-w", workspace, "device", "import", file, "--json").json
    assert (document["unchanged"], document["created"], document["updated"]) == (2, 0, 0)
    assert {path: path.read_bytes() for path in (workspace / "register").iterdir()} == before


def test_columns_are_mapped_by_a_file_and_the_rest_is_named(workspace: Path) -> None:
    mapping = a_file(workspace, "columns: {Kiste: name}\nignore: [Fax]\n", "map.yaml")
    file = a_file(workspace, "Kiste;IP;Plattform;Fax;Telefon\nsw1;192.0.2.1;cisco_ios;1;2\n")
    answer = isms("-w", workspace, "device", "import", file, "--map", mapping)
    assert "Nicht übernommene Spalten: Telefon" in answer.err
    assert names(workspace) == ["sw1"]


def test_yaml_is_read_too(workspace: Path) -> None:
    file = a_file(workspace, "- {name: sw1, address: 192.0.2.1, platform: cisco_ios, tags: [a, b]}\n", "g.yaml")
    assert isms("-w", workspace, "device", "import", file, "--json").json["created"] == 1
    assert names(workspace, "--tag", "b") == ["sw1"]


def test_an_empty_list_says_what_to_do(workspace: Path) -> None:
    assert "isms device import" in isms("-w", workspace, "device", "list").err


def test_an_unknown_device_is_answered_with_similar_names(workspace: Path) -> None:
    isms("-w", workspace, "device", "import", a_file(workspace, GOOD))
    answer = isms("-w", workspace, "device", "show", "sw3")
    assert answer.code == 2
    assert "Gemeint ist vielleicht: sw1, sw2" in answer.err


def test_without_a_workspace_the_way_to_one_is_said(tmp_path: Path) -> None:
    answer = isms("-w", tmp_path, "device", "list")
    assert answer.code == 2
    assert "isms init" in answer.err


def test_six_imports_at_once_keep_every_row(workspace: Path) -> None:
    files = []
    for number in range(6):
        rows = "".join(f"sw{number}-{row};192.0.2.1;cisco_ios\n" for row in range(50))
        files.append(a_file(workspace, f"name;address;platform\n{rows}", f"{number}.csv"))
    imports = [start("-w", workspace, "device", "import", file) for file in files]
    ends = [(*each.communicate(), each.returncode) for each in imports]
    assert [end[2] for end in ends] == [0] * 6, ends
    assert len(names(workspace)) == 300
    assert isms("-w", workspace, "doctor").code == 0

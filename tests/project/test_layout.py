"""The shape of the code: where things lie, and how long they may be."""

import ast
from pathlib import Path

import pytest

from tests.project.files import CODE, TOP, modules, read, tracked

FOLDERS = {"isms", "inventory", "playbooks", "checks", "reports", "tests", "docs"}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "data", "misc"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(ast.parse(read(path))) if isinstance(node, Function)]


def public(path: Path) -> list[Function | ast.ClassDef]:
    """Public functions and classes of the module, and public methods of its public classes."""
    top = [node for node in ast.parse(read(path)).body if isinstance(node, Function | ast.ClassDef)]
    inner = [node for outer in top if isinstance(outer, ast.ClassDef) for node in outer.body]
    return [
        node
        for node in [*top, *(node for node in inner if isinstance(node, Function))]
        if not node.name.startswith("_")
    ]


def test_the_top_level_holds_the_agreed_folders_and_files_only() -> None:
    folders = {path.parts[0] for path in tracked() if len(path.parts) > 1}
    assert {folder for folder in folders if not folder.startswith(".")} <= FOLDERS


def test_no_module_is_longer_than_300_lines() -> None:
    assert {str(path): lines for path in modules(*CODE) if (lines := read(path).count("\n")) > 300} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = {
        f"{path}:{node.lineno} {node.name}": lines
        for path in modules(*CODE, "tests")
        for node in functions(path)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > 50
    }
    assert long == {}


def test_every_public_thing_says_what_you_get() -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path in modules(*CODE)
        for node in public(path)
        if ast.get_docstring(node) is None
    ]
    assert silent == []


def test_no_module_has_a_vague_name() -> None:
    assert [str(path) for path in modules(*CODE) if VAGUE & set(path.with_suffix("").parts)] == []


def test_a_module_and_a_folder_never_share_a_name() -> None:
    assert [str(path) for path in modules(*CODE) if (TOP / path).with_suffix("").is_dir()] == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "raise NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    assert [str(path) for path in modules(*CODE) if word in read(path)] == []

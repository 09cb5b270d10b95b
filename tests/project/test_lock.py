"""The lock files: complete, hashed, without addresses."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.files import TOP

LOCKS = [
    "requirements.txt",
    "requirements-dev.txt",
    *(f"tests/bench/{path.name}" for path in TOP.glob("tests/bench/*.txt")),
]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())
WANTED = {
    "requirements.txt": ["build"],
    "requirements-dev.txt": ["build", "dev"],
}
SHA256 = re.compile(r" --hash=sha256:[0-9a-f]{64}")


def entries(lock: str) -> list[str]:
    """One entry per library: requirement, marker, hashes on one line."""
    return (TOP / lock).read_text().replace("\\\n", " ").splitlines()


def pinned(lock: str) -> dict[str, str]:
    """Version by name."""
    requirements = [Requirement(entry.split(" --hash")[0].strip()) for entry in entries(lock)]
    return {canonicalize_name(wanted.name): str(wanted.specifier).removeprefix("==") for wanted in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_is_pinned_by_hash_and_nothing_names_an_address(lock: str) -> None:
    rest = [SHA256.sub("", re.sub(r" +", " ", entry)).strip() for entry in entries(lock)]
    assert [entry for entry in entries(lock) if "--hash=sha256:" not in entry] == []
    assert [entry for entry in rest if not re.fullmatch(r"[a-z0-9._-]+==[\w.]+( ; [\w .<>=!'\"()]+)?", entry)] == []


@pytest.mark.parametrize(("lock", "groups"), WANTED.items())
def test_every_dependency_is_locked_at_a_version_it_allows(lock: str, groups: list[str]) -> None:
    wanted = list(PROJECT["project"]["dependencies"])
    for group in groups:
        wanted += PROJECT["dependency-groups"][group]
    versions = pinned(lock)
    unmet = [
        line
        for line in wanted
        if not Requirement(line).specifier.contains(versions.get(canonicalize_name(Requirement(line).name), "0"))
    ]
    assert unmet == []


@pytest.mark.parametrize("lock", WANTED)
def test_the_build_backend_is_locked(lock: str) -> None:
    [backend] = PROJECT["build-system"]["requires"]
    assert backend == f"hatchling=={pinned(lock)['hatchling']}"


def test_what_runs_is_what_is_developed_with() -> None:
    development = pinned("requirements-dev.txt")
    assert {name: development.get(name) for name in pinned("requirements.txt")} == pinned("requirements.txt")

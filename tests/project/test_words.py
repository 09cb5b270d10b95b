"""Words and paths that have no place in the project."""

import re

import pytest

from tests.project.files import read, texts

# Written in pieces, so that this file does not hold them itself.
PATHS = "|".join(["work", "farm", "opt", "tmp", "root", "home"])
REGISTRIES = "|".join(["py" + "pi", "python" + "hosted", "npm" + "js", "registry"])
MAKERS = "|".join(
    ["clau" + "de", "anthro" + "pic", "open" + "ai", "chat" + "gpt", "copi" + "lot", "sub-?" + "agent", "LL" + "M"]
)
FORBIDDEN = {
    "a path of some machine": rf"(?:^|[^\w.*~<-])/(?:{PATHS})/",
    "the address of a registry": rf"://[^ \"'<>]*(?:{REGISTRIES})",
    "the tool of a maker": rf"(?i:\b(?:{MAKERS})\b)",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in texts()
        if path.parts[:2] != ("tests", "data")  # what devices say is theirs
        for number, line in enumerate(read(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []

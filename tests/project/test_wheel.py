"""What is installed is what is tracked."""

import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from tests.project.files import CODE, TOP, tracked


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    [wheel] = WheelBuilder(str(TOP)).build(directory=str(tmp_path), versions=["standard"])
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {str(path) for path in tracked() if path.parts[0] in {*CODE, "playbooks"}}
    assert sorted(wanted - held) == []
    assert {name.partition("/")[2] for name in held if "/licenses/" in name} == {"licenses/LICENSE", "licenses/NOTICE"}

"""Small configurations and workspaces with known verdicts."""

from pathlib import Path

from tests.cli.running import isms

HEAD = "version 15.2\nhostname sw\n!\nservice timestamps log datetime msec\n!\nip ssh version 2\n!\n"
END = "!\nend\n"
TELNET = f"{HEAD}line vty 0 4\n login\n transport input telnet ssh\n{END}"
SSH = f"{HEAD}line vty 0 4\n login\n transport input ssh\n{END}"
SOURCE_ROUTE = f"{HEAD}ip source-route\n{END}"
MASKED = f"{HEAD}snmp-server community <removed> RO\n{END}"
BARE = "so far nothing\n"  # no platform can be told from it


def a_file(path: Path, text: str = TELNET) -> Path:
    """A file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def registered(workspace: Path, *rows: str) -> None:
    """Bring devices into the register: `name;site;role;tags`."""
    lines = [
        f"{name};192.0.2.{number};cisco_ios;{rest}"
        for number, (name, _, rest) in enumerate(r.partition(";") for r in rows)
    ]
    file = a_file(workspace.parent / "geraete.csv", "\n".join(["name;address;platform;site;role;tags", *lines, ""]))
    assert isms("-w", workspace, "device", "import", file, "--strict").code == 0

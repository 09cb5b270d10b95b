"""The eight questions, asked with hier_config."""

from hier_config import Platform, get_hconfig

from tests.bench.questions import letters, timed


def judge(text: str) -> str:
    """The answers in the order of QUESTIONS."""
    config = get_hconfig(Platform.CISCO_IOS, text)
    vty = tuple(config.get_children(startswith="line vty "))
    lines = tuple(config.get_children(startswith="line "))
    inputs = [child.text.split() for block in vty for child in block.get_children(startswith="transport input ")]
    answers = [
        not any("telnet" in words or "all" in words for words in inputs) if vty else None,
        config.get_child(equals="ip ssh version 2") is not None,
        config.get_child(equals="ip http server") is None,
        len(tuple(config.get_children(startswith="ntp server "))) >= 2,
        not any(
            line.text.split()[2] in {"public", "private"}
            for line in config.get_children(startswith="snmp-server community ")
        ),
        config.get_child(startswith="logging host ") is not None,
        config.get_child(startswith="service timestamps log") is not None,
        not any(block.get_child(equals="exec-timeout 0 0") for block in lines) if lines else None,
    ]
    return letters(answers)


if __name__ == "__main__":
    timed(judge)

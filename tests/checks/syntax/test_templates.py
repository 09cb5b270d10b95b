"""Templates of ports: an interface says what its template says, unless it says otherwise."""

from checks.platform import platforms
from checks.syntax.known import Known
from checks.tree import parse
from tests.checks import configurations

TEMPLATE = "template BUERO\n switchport mode access\n spanning-tree portfast\n access-session port-control auto\n"


def below(text: str, port: str) -> list[str]:
    """What a port of IOS says."""
    return list(configurations.shape(TEMPLATE + text, "cisco_ios")[port])


def test_a_port_says_what_its_template_says() -> None:
    assert below("interface Gi1/0/1\n switchport access vlan 10\n source template BUERO\n", "interface Gi1/0/1") == [
        "switchport access vlan 10",
        "source template BUERO",
        "switchport mode access",
        "spanning-tree portfast",
        "access-session port-control auto",
    ]


def test_the_template_may_stand_below_the_ports() -> None:
    text = "interface Gi1/0/1\n source template OBEN\ntemplate OBEN\n mab\n"
    assert "mab" in below(text, "interface Gi1/0/1")


def test_a_port_without_the_template_says_nothing_of_it() -> None:
    assert below("interface Gi1/0/1\n switchport access vlan 10\n", "interface Gi1/0/1") == [
        "switchport access vlan 10"
    ]


def test_a_template_that_is_not_there_brings_nothing() -> None:
    assert below("interface Gi1/0/1\n source template ANDERS\n", "interface Gi1/0/1") == ["source template ANDERS"]


def test_what_a_port_says_itself_wins() -> None:
    said = below("interface Gi1/0/1\n switchport mode trunk\n source template BUERO\n", "interface Gi1/0/1")
    assert "switchport mode trunk" in said
    assert "switchport mode access" not in said


def test_a_port_takes_a_statement_out() -> None:
    said = below("interface Gi1/0/1\n no spanning-tree portfast\n source template BUERO\n", "interface Gi1/0/1")
    assert "spanning-tree portfast" not in said


def test_words_that_say_different_things_are_joined() -> None:
    text = "template T\n authentication periodic\ninterface Gi1/0/1\n authentication open\n source template T\n"
    assert below(text, "interface Gi1/0/1") == ["authentication open", "source template T", "authentication periodic"]


def test_a_template_of_bgp_is_none_for_ports() -> None:
    text = "router bgp 1\n template peer-session S\n  password x\ninterface Gi1/0/1\n source template S\n"
    assert below(text, "interface Gi1/0/1") == ["source template S"]


def test_blocks_that_are_known_are_not_taken_for_the_whole() -> None:
    text = TEMPLATE + "interface Gi1/0/1\n source template BUERO\n"
    known = Known(platforms()["cisco_ios"])
    trees = [parse(text, platforms()["cisco_ios"], known) for _ in range(3)]
    assert [len(tree.root.by_word["interface"][0].children) for tree in trees] == [4, 4, 4]


def test_ten_thousand_ports_with_a_long_template_are_read_in_bounded_time() -> None:
    lines = "".join(f" switchport trunk allowed vlan add {number}\n" for number in range(1000))
    ports = "".join(f"interface Gi1/0/{number}\n source template T\n" for number in range(10_000))
    tree = parse(f"template T\n{lines}{ports}", platforms()["cisco_ios"])
    assert sum(len(port.children) for port in tree.root.by_word["interface"]) <= 110_000

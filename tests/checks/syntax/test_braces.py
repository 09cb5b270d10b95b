import pytest

from checks.platform import platforms
from checks.tree import Node, parse
from tests.checks.configurations import Shape, corpus, shape
from tests.shared import needs_shared

SERVICES: Shape = {"system": {"services": {"telnet": {}, "ssh": {"protocol-version": {"v2": {}}}}}}


def junos(text: str) -> Shape:
    return shape(text, "juniper_junos")


def vyos(text: str) -> Shape:
    return shape(text, "vyos")


@pytest.mark.parametrize(
    "text",
    [
        (
            "system {\n    services {\n        telnet;\n        ssh {\n"
            "            protocol-version v2;\n        }\n    }\n}\n"
        ),
        "set system services telnet\nset system services ssh protocol-version v2\n",
        "system { services { telnet; ssh { protocol-version [ v2 ]; } } }",
        "system {\n services telnet;\n}\nsystem {\n services {\n  ssh protocol-version v2;\n }\n}\n",
        (
            "## Last commit: today\n{master:0}\nadmin@r1> show configuration\nset system services telnet\n"
            "set system services ssh protocol-version v2\n\n{master:0}\nadmin@r1>\n"
        ),
        (
            "system\n{\n services\n {\n  telnet; # on\n  ssh { /* why\n"
            " not */ protocol-version v2; ## SECRET-DATA\n }\n }\n}\n"
        ),
    ],
    ids=["curly", "set", "one line", "repeated", "session", "handwritten"],
)
def test_all_spellings_give_the_same_tree(text: str) -> None:
    assert junos(text) == SERVICES


def test_every_word_is_a_node_with_the_line_that_made_it() -> None:
    root = parse("set system host-name r1\nset system services ssh\n", platforms()["juniper_junos"]).root
    [system] = root.children
    assert (system.text, system.words, system.number) == ("system", ("system",), 1)
    assert [(child.text, child.number) for child in system.children] == [("host-name", 1), ("services", 2)]


def test_items_of_a_list_are_several_children_in_order() -> None:
    expected: Shape = {"system": {"authentication-order": {"tacplus": {}, "password": {}}}}
    assert junos("system {\n authentication-order [ tacplus password ];\n}\n") == expected
    assert junos("set system authentication-order [ tacplus password ]\n") == expected
    assert list(junos("a [ tacplus\n password ];\n")["a"]) == ["tacplus", "password"]


def test_a_quoted_string_is_one_word_and_hides_what_is_in_it() -> None:
    expected: Shape = {"system": {"login": {"message": {"set system services telnet; }": {}}}, "host-name": {"r1": {}}}}
    quoted = '"set system services telnet; }"'
    assert junos(f"system {{\n login {{\n  message {quoted};\n }}\n host-name r1;\n}}\n") == expected
    assert junos(f"set system login message {quoted}\nset system host-name r1\n") == expected


def test_a_quoted_string_may_go_on_over_lines() -> None:
    found = junos('system {\n login {\n  message "Nur für\n   Befugte };\n";\n }\n host-name r1;\n}\n')
    assert list(found["system"]) == ["login", "host-name"]
    assert list(found["system"]["login"]) == ["message"]


def test_inactive_statements_are_gone_with_all_below() -> None:
    curly = "system {\n inactive: services {\n  telnet;\n }\n host-name r1;\n inactive: ports console;\n}\n"
    lines = (
        "set system services telnet\nset system host-name r1\nset system ports console\n"
        "deactivate system services\ndeactivate system ports\ndeactivate system host-name\nactivate system host-name\n"
    )
    assert junos(curly) == junos(lines) == {"system": {"host-name": {"r1": {}}}}


def test_tags_are_not_words() -> None:
    assert junos("system {\n protect: replace: services {\n  ssh;\n }\n}\n") == {"system": {"services": {"ssh": {}}}}


def test_groups_count_where_they_are_applied() -> None:
    text = (
        "groups { A { system { services { telnet; } host-name from-group; } } B { system { services { ftp; } } } }\n"
        "apply-groups A;\nsystem { host-name r1; }\n"
    )
    assert junos(text) == {"system": {"host-name": {"r1": {}}, "services": {"telnet": {}}}}


def test_a_group_applied_further_down_counts_there_only() -> None:
    text = (
        "set groups AUTH protocols bgp group <*> authentication-key secret\n"
        "set protocols bgp group inside neighbor 192.0.2.1\nset protocols bgp group outside neighbor 192.0.2.2\n"
        "set protocols bgp group inside apply-groups AUTH\n"
    )
    assert junos(text)["protocols"]["bgp"]["group"] == {
        "inside": {"neighbor": {"192.0.2.1": {}}, "authentication-key": {"secret": {}}},
        "outside": {"neighbor": {"192.0.2.2": {}}},
    }


def test_wildcards_fit_what_is_there_and_make_nothing() -> None:
    text = (
        "set groups G interfaces <ge-*> unit <*> family inet mtu 1400\nset apply-groups G\n"
        "set interfaces ge-0/0/0 unit 0\nset interfaces xe-0/0/0 unit 0\n"
    )
    assert junos(text) == {
        "interfaces": {
            "ge-0/0/0": {"unit": {"0": {"family": {"inet": {"mtu": {"1400": {}}}}}}},
            "xe-0/0/0": {"unit": {"0": {}}},
        }
    }


def test_apply_groups_except_keeps_a_group_out() -> None:
    text = (
        "set groups G interfaces <*> mtu 1400\nset apply-groups G\n"
        "set interfaces ge-0/0/0 unit 0\nset interfaces ge-0/0/1 apply-groups-except G\n"
    )
    assert junos(text)["interfaces"] == {"ge-0/0/0": {"unit": {"0": {}}, "mtu": {"1400": {}}}, "ge-0/0/1": {}}


def test_a_group_that_is_not_in_the_file_stays_visible() -> None:
    assert junos("set groups A system x\nset apply-groups [ A B ]\n") == {
        "apply-groups": {"B": {}},
        "system": {"x": {}},
    }


def test_a_deactivated_group_or_application_brings_nothing() -> None:
    base = "set groups A system services telnet\nset apply-groups A\n"
    assert junos(base + "deactivate apply-groups\n") == {}
    assert junos(base + "deactivate apply-groups A\n") == {}
    assert junos(base + "deactivate groups A\n") == {"apply-groups": {"A": {}}}


def test_groups_that_ask_for_endless_statements_end() -> None:
    wild = "".join(f"set groups G {'<*> ' * depth}{word}\n" for depth in range(40) for word in ("a", "b", "<*>"))
    assert junos(wild + "set apply-groups G\n")


def test_each_node_of_a_cluster_applies_its_own_group() -> None:
    text = "set groups node0 system host-name fw-a\nset groups node1 system syslog user *\nset apply-groups "
    assert junos(text + '"${node}"\n') == {"system": {"host-name": {"fw-a": {}}, "syslog": {"user": {"*": {}}}}}
    assert junos('set system host-name fw\nset groups other a b\nset apply-groups "${node}"\n')["apply-groups"]


UNIT: Shape = {"unit": {"0": {"family": {"inet": {}}}}}


@pytest.mark.parametrize(
    ("members", "ports"),
    [
        ("member ge-0/0/3;", ["ge-0/0/3"]),
        ("member-range ge-0/0/1 to ge-0/0/3;", ["ge-0/0/1", "ge-0/0/2", "ge-0/0/3"]),
        ('member "ge-0/0/[1,4-5]";', ["ge-0/0/1", "ge-0/0/4", "ge-0/0/5"]),
        ('member "xe-*";', ["xe-0/0/0"]),
        ("member-range ge-0/0/1 to ge-1/0/3;", ["ge-0/0/1", "ge-1/0/3"]),
    ],
)
def test_what_a_range_says_holds_for_each_of_its_interfaces(members: str, ports: list[str]) -> None:
    text = f"interfaces {{ interface-range A {{ {members} unit 0 {{ family inet; }} }} xe-0/0/0 {{ mtu 9000; }} }}"
    interfaces = junos(text)["interfaces"]
    assert {name for name, said in interfaces.items() if "unit" in said} == set(ports)
    assert all(interfaces[port]["unit"] == UNIT["unit"] for port in ports)
    assert list(interfaces["interface-range"]["A"]) == [members.partition(" ")[0]]


def test_an_interface_of_a_range_may_say_something_else() -> None:
    text = (
        "set interfaces interface-range A member-range ge-0/0/0 to ge-0/0/1\n"
        "set interfaces interface-range A mtu 1500\n"
        "set interfaces interface-range A unit 0 family inet\nset interfaces ge-0/0/1 mtu 9000\n"
    )
    interfaces = junos(text)["interfaces"]
    assert interfaces["ge-0/0/0"] == {"mtu": {"1500": {}}, **UNIT}
    assert interfaces["ge-0/0/1"] == {"mtu": {"9000": {}}, **UNIT}


def test_a_range_stands_for_its_interfaces_elsewhere_too() -> None:
    text = (
        "set interfaces interface-range A member-range ge-0/0/0 to ge-0/0/1\nset protocols rstp interface A edge\n"
        "set protocols rstp interface ge-0/0/1 cost 5\n"
    )
    edge: Shape = {"edge": {}}
    assert junos(text)["protocols"] == {
        "rstp": {"interface": {"ge-0/0/0": edge, "ge-0/0/1": {"cost": {"5": {}}, **edge}}}
    }


def test_groups_and_ranges_meet() -> None:
    text = (
        "set groups G interfaces interface-range A member ge-0/0/0\n"
        "set groups G interfaces interface-range A mtu 1500\n"
        "set groups G interfaces <xe-*> mtu 9000\nset interfaces interface-range B member xe-0/0/0\n"
        "set apply-groups G\n"
    )
    interfaces = junos(text)["interfaces"]
    assert (interfaces["ge-0/0/0"], interfaces["xe-0/0/0"]) == ({"mtu": {"1500": {}}}, {"mtu": {"9000": {}}})


@pytest.mark.parametrize("members", ["", "member lost-*;", "member-range ge-0/0/1;"])
def test_a_range_without_interfaces_stays(members: str) -> None:
    assert (
        "mtu"
        in junos(f"interfaces {{ interface-range A {{ {members} mtu 1500; }} }}")["interfaces"]["interface-range"]["A"]
    )


@pytest.mark.parametrize("last", ["999999", "9" * 5000, "²"])
def test_ranges_that_ask_for_endless_interfaces_end(last: str) -> None:
    text = "".join(
        f"set interfaces interface-range A{n} member-range ge-0/0/{n} to ge-0/0/{last}\n"
        f'set interfaces interface-range A{n} member "ge-[0-{last}]/[0-9]/[0-9]/*"\n'
        f"set interfaces interface-range A{n} mtu {n}\n"
        for n in range(300)
    )
    assert len(junos(text)["interfaces"]) < 120_000


def test_truncated_and_unbalanced_braces_lose_nothing() -> None:
    assert junos("}\n}\nsystem {\n services {\n  telnet") == {"system": {"services": {"telnet": {}}}}
    assert junos('system {\n services {\n  telnet;\n  message "half') == {
        "system": {"services": {"telnet": {}, "message": {"half": {}}}}
    }


def test_outputs_after_one_another_start_at_the_top() -> None:
    text = "a@r1> show configuration\nsystem {\n host-name r1;\na@r1> show configuration\nsnmp {\n name x;\n}\n"
    assert junos(text) == {"system": {"host-name": {"r1": {}}}, "snmp": {"name": {"x": {}}}}


def test_statements_of_vyos_end_with_their_line() -> None:
    curly = (
        "service {\n    ssh {\n        port 22\n        disable-password-authentication\n"
        '    }\n}\nsystem {\n    host-name "r 1"\n}\n'
    )
    lines = "set service ssh port '22'\nset service ssh disable-password-authentication\nset system host-name 'r 1'\n"
    expected: Shape = {
        "service": {"ssh": {"port": {"22": {}}, "disable-password-authentication": {}}},
        "system": {"host-name": {"r 1": {}}},
    }
    assert vyos(curly) == vyos(lines) == expected


def as_set_lines(node: Node, path: tuple[str, ...] = ()) -> list[str]:
    """The tree as `set` lines, one per leaf."""
    if not node.children:
        return ["set " + " ".join(f'"{word}"' for word in path)] if path else []
    return [line for child in node.children for line in as_set_lines(child, (*path, child.text))]


@needs_shared
def test_real_configurations_read_the_same_as_set_lines() -> None:
    for platform, file, text in corpus():
        if platform in ("juniper_junos", "vyos"):
            tree = parse(text, platforms()[platform])
            again = parse("\n".join(as_set_lines(tree.root)), platforms()[platform])
            assert as_set_lines(tree.root) == as_set_lines(again.root), file
            assert tree.root.children, file


def test_pan_os_lines_read_as_single_words_with_lists_and_prompts() -> None:
    text = (
        "admin@fw(active)> show\nset rulebase security rules R1 source [ a b ]\n"
        'set address "Server A" ip-netmask 192.0.2.1\n'
    )
    assert shape(text, "paloalto_panos") == {
        "rulebase": {"security": {"rules": {"R1": {"source": {"a": {}, "b": {}}}}}},
        "address": {"Server A": {"ip-netmask": {"192.0.2.1": {}}}},
    }


@pytest.mark.parametrize("end", ['Zeile"', 'Zeile\n"', 'Zeile\n\nZeile"'])
def test_a_quoted_text_of_many_lines_is_one_value(end: str) -> None:
    text = f'set deviceconfig system login-banner "Zeile\n{end}\nset deviceconfig system hostname fw\n'
    tree = parse(text, platforms()["paloalto_panos"])
    system = tree.root.children[0].children[0]
    assert [node.text for node in system.children] == ["login-banner", "hostname"]
    assert system.children[0].children[0].text.split()[0] == "Zeile"


def test_a_quote_that_is_never_closed_ends_with_its_line() -> None:
    text = 'set deviceconfig system login-banner "Zeile\nset deviceconfig system hostname fw\n'
    assert list(shape(text, "paloalto_panos")["deviceconfig"]["system"]) == ["login-banner", "hostname"]

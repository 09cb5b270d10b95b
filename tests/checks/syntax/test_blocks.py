import pytest

from checks.platform import platforms
from checks.tree import parse, render
from tests.checks.configurations import Shape, shape


def fortios(text: str) -> Shape:
    return shape(text, "fortinet_fortios")


def test_blocks_entries_and_settings_hang_together() -> None:
    text = (
        '#config-version=FGT60F-7.2.3\nconfig system interface\n    edit "port1"\n        set allowaccess ping ssh\n'
        "        unset vrf\n        config ipv6\n            set ip6-mode static\n        end\n    next\n"
        '    edit "port 2"\n    next\nend\nconfig system global\n    set hostname fw1\nend\n'
    )
    assert fortios(text) == {
        "config system interface": {
            "edit port1": {
                "set allowaccess ping ssh": {},
                "unset vrf": {},
                "config ipv6": {"set ip6-mode static": {}},
            },
            "edit port 2": {},
        },
        "config system global": {"set hostname fw1": {}},
    }


def test_the_name_of_an_entry_is_one_word_without_quotes() -> None:
    root = parse('config system interface\n edit "port 2"\n next\nend\n', platforms()["fortinet_fortios"]).root
    [entry] = root.children[0].children
    assert (entry.words, entry.number) == (("edit", "port 2"), 2)


def test_lost_indentation_does_not_matter() -> None:
    text = (
        "config router bgp\nset as 1\nconfig neighbor\nedit 192.0.2.1\n"
        "set remote-as 2\nnext\nend\nend\nconfig system dns\nend\n"
    )
    assert fortios(text) == {
        "config router bgp": {"set as 1": {}, "config neighbor": {"edit 192.0.2.1": {"set remote-as 2": {}}}},
        "config system dns": {},
    }


def test_a_block_that_appears_twice_is_one() -> None:
    text = (
        'config system admin\n edit "a"\n  set x 1\n next\nend\nconfig system admin\n edit a\n  set y 2\n next\nend\n'
    )
    assert fortios(text) == {"config system admin": {"edit a": {"set x 1": {}, "set y 2": {}}}}


def test_virtual_domains_and_the_global_part_are_lifted() -> None:
    policy = "config firewall policy\n    edit 1\n        set action {}\n    next\nend\n"
    text = (
        "config vdom\nedit root\nnext\nedit guests\nnext\nend\n"
        'config global\nconfig system interface\n    edit "wan"\n    next\nend\nend\n'
        f"config vdom\nedit root\n{policy.format('deny')}end\n"
        f"config vdom\nedit guests\n{policy.format('accept')}end\n"
    )
    root = parse(text, platforms()["fortinet_fortios"]).root
    assert [node.text for node in root.children] == ["config system interface", *["config firewall policy"] * 2]
    assert [[child.text for entry in block.children for child in entry.children] for block in root.children[1:]] == [
        ["set action deny"],
        ["set action accept"],
    ]


@pytest.mark.parametrize("empty", ["''", '""'])
def test_a_setting_without_a_value_has_no_word_for_it(empty: str) -> None:
    tree = parse(f"config user radius\n edit r\n set server {empty}\n next\nend\n", platforms()["fortinet_fortios"])
    [line] = tree.root.children[0].children[0].children
    assert (line.text, line.words) == (f"set server {empty}", ("set", "server"))


def test_a_value_over_several_lines_hides_its_text() -> None:
    text = (
        'config system replacemsg http "x"\n    set buffer "<html>\n'
        'config system global\nset a \\"b\\"\nend\n</html>"\n'
        "    set format html\nend\nconfig system dns\n    set primary 192.0.2.1\nend\n"
    )
    found = fortios(text)
    assert list(found) == ["config system replacemsg http x", "config system dns"]
    assert list(found["config system replacemsg http x"])[1:] == ["set format html"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('set ca "-----BEGIN\nMII+/=\n\n  AB\n-----END"', ("set", "ca", "-----BEGIN\nMII+/=\n\n  AB\n-----END")),
        ('set ca "-----BEGIN\n-----END\n"', ("set", "ca", "-----BEGIN\n-----END\n")),
        ('set ca "\nMII\n"  ', ("set", "ca", "\nMII\n")),
        ('set buffer "<a \\"x\\"\n href=\\"y\\">\n"', ("set", "buffer", '<a \\"x\\"\n href=\\"y\\">\n')),
        ('set buffer "<a\n href="y">\n"', ("set", "buffer", '<a\n href="y">\n')),
        ('append member "a b" "c\nd" "e" f', ("append", "member", "a b", "c\nd", "e", "f")),
        ('"\n"', ("\n",)),
    ],
)
def test_a_value_over_several_lines_is_one_word(lines: str, words: tuple[str, ...]) -> None:
    text = f"config vpn certificate ca\n    edit a\n        {lines}\n        set range global\n    next\nend\n"
    tree = parse(text, platforms()["fortinet_fortios"])
    [[value, after]] = [node.children for node in tree.root.children[0].children]
    assert (value.words, value.number, after.text) == (words, 3, "set range global")
    assert render(tree) == text


def test_long_values_over_many_lines_are_read_at_once() -> None:
    value = 'set buffer "' + '\n<td class="a">\\"b\\"</td>' * 4_000 + '\n"\n'
    text = "config system replacemsg http a\n" + value * 40 + "end\n"
    tree = parse(text, platforms()["fortinet_fortios"])
    assert len(tree.root.children[0].children) == 40
    assert render(tree) == text


def test_a_quote_that_never_closes_hides_nothing() -> None:
    text = 'config system global\n    set alias "fw\n    set hostname fw1\nend\n'
    assert "set hostname fw1" in fortios(text)["config system global"]


def test_a_missing_end_does_not_swallow_the_next_block() -> None:
    text = 'config system admin\n    edit "a"\n        set x 1\nconfig system dns\n    set primary 192.0.2.1\nend\n'
    assert fortios(text) == {
        "config system admin": {"edit a": {"set x 1": {}}},
        "config system dns": {"set primary 192.0.2.1": {}},
    }


def test_prompts_and_comments_are_not_in_effect() -> None:
    text = (
        "FGT60F # show system dns\nconfig system dns\n    # why\n"
        "    set primary 192.0.2.1\nend\n\nFGT60F (dns) # \nFGT60F #\n"
    )
    assert fortios(text) == {"config system dns": {"set primary 192.0.2.1": {}}}

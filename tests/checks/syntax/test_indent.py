from checks.platform import platforms
from checks.tree import parse
from tests.checks import configurations
from tests.checks.configurations import Shape


def shape(text: str, platform: str = "cisco_ios") -> Shape:
    """The effective tree, of IOS unless said otherwise."""
    return configurations.shape(text, platform)


VTY: Shape = {"line vty 0 4": {"transport input ssh": {}, "exec-timeout 5 0": {}}, "ntp server 192.0.2.1": {}}


def test_indentation_decides_what_is_below() -> None:
    text = "router bgp 65000\n bgp log\n address-family ipv4\n  network 192.0.2.0\n exit-address-family\nend\n"
    assert shape(text) == {"router bgp 65000": {"bgp log": {}, "address-family ipv4": {"network 192.0.2.0": {}}}}


def test_a_section_whose_indentation_is_lost_is_found_by_its_words() -> None:
    text = "line vty 0 4\ntransport input ssh\nexec-timeout 5 0\nntp server 192.0.2.1\n"
    assert shape(text) == VTY


def test_the_words_decide_also_where_other_sections_kept_their_indentation() -> None:
    text = (
        "interface Vlan1\n no ip address\nline vty 0 4\ntransport input ssh\nexec-timeout 5 0\nntp server 192.0.2.1\n"
    )
    assert shape(text) == {"interface Vlan1": {"no ip address": {}}, **VTY}


def test_a_configuration_that_is_indented_as_a_whole_reads_the_same() -> None:
    text = "    line vty 0 4\n     transport input ssh\n     exec-timeout 5 0\n    ntp server 192.0.2.1\n"
    assert shape(text) == VTY


def test_only_the_first_line_of_a_pasted_block_may_have_lost_its_indentation() -> None:
    text = "hostname sw1\n  line vty 0 4\n   transport input ssh\n   exec-timeout 5 0\n  ntp server 192.0.2.1\n"
    assert shape(text) == {"hostname sw1": {}, **VTY}


def test_a_statement_that_cannot_hold_others_does_not_swallow_a_wrongly_indented_one() -> None:
    text = "username a privilege 15 secret 9 x\n enable secret 9 y\n"
    assert shape(text) == {"username a privilege 15 secret 9 x": {}, "enable secret 9 y": {}}


def test_numbered_entries_without_indentation_belong_to_their_access_list() -> None:
    text = "interface Vlan1\n shutdown\nip access-list standard A\n10 permit 192.0.2.1\n20 deny any\nhostname sw1\n"
    assert shape(text) == {
        "interface Vlan1": {"shutdown": {}},
        "ip access-list standard A": {"10 permit 192.0.2.1": {}, "20 deny any": {}},
        "hostname sw1": {},
    }


def test_an_interface_is_never_inside_another_one() -> None:
    text = "interface Gi0/1\n shutdown\n interface Gi0/2\n  shutdown\n"
    assert shape(text) == {"interface Gi0/1": {"shutdown": {}}, "interface Gi0/2": {"shutdown": {}}}


def test_without_indentation_unknown_statements_belong_to_the_open_section_up_to_exit() -> None:
    text = "interface 0/55\naddport 1/1\nexit\ninterface 0/56\naddport 1/2\nexit\nntp server 192.0.2.1\n"
    assert shape(text) == {
        "interface 0/55": {"addport 1/1": {}},
        "interface 0/56": {"addport 1/2": {}},
        "ntp server 192.0.2.1": {},
    }


def test_without_indentation_nested_sections_close_where_a_statement_belongs_further_up() -> None:
    text = (
        "interface Vlan100\nip address 192.0.2.1/24\nhsrp 100\nip 192.0.2.254\npreempt\nno shutdown\n!\n"
        "router bgp 65000\nneighbor 192.0.2.9\nremote-as 65001\n"
    )
    assert shape(text, "cisco_nxos") == {
        "interface Vlan100": {
            "ip address 192.0.2.1/24": {},
            "hsrp 100": {"ip 192.0.2.254": {}, "preempt": {}},
            "no shutdown": {},
        },
        "router bgp 65000": {"neighbor 192.0.2.9": {"remote-as 65001": {}}},
    }


def test_an_address_family_of_old_releases_holds_the_lines_at_its_own_depth() -> None:
    text = (
        "router bgp 1\n no synchronization\n !\n address-family ipv4 vrf A\n neighbor 192.0.2.1 activate\n"
        " exit-address-family\n neighbor 192.0.2.2 remote-as 2\n"
    )
    assert shape(text) == {
        "router bgp 1": {
            "no synchronization": {},
            "address-family ipv4 vrf A": {"neighbor 192.0.2.1 activate": {}},
            "neighbor 192.0.2.2 remote-as 2": {},
        }
    }


def test_global_statements_after_a_section_stay_global() -> None:
    text = (
        "line vty 0 4\n login local\nlogin block-for 60 attempts 3 within 60\n"
        "interface Vlan1\nip route 0.0.0.0 0.0.0.0 192.0.2.1\nip http server\nspanning-tree mode mst\n"
    )
    assert shape(text) == {
        "line vty 0 4": {"login local": {}},
        "login block-for 60 attempts 3 within 60": {},
        "interface Vlan1": {},
        "ip route 0.0.0.0 0.0.0.0 192.0.2.1": {},
        "ip http server": {},
        "spanning-tree mode mst": {},
    }


def test_a_section_that_appears_twice_is_one_with_the_first_number() -> None:
    text = "line vty 0 4\n login\n!\nhostname sw1\n!\nline vty 0 4\n transport input ssh\n"
    root = parse(text, platforms()["cisco_ios"]).root
    assert [(node.number, node.text) for node in root.children] == [(1, "line vty 0 4"), (4, "hostname sw1")]
    assert [(node.number, node.text) for node in root.children[0].children] == [
        (2, "login"),
        (7, "transport input ssh"),
    ]


def test_comments_prompts_and_headers_are_not_in_effect() -> None:
    text = (
        "sw1#show running-config\nBuilding configuration...\n\nCurrent configuration : 2088 bytes\n!\n"
        "! ip http server\n# ip http server\n!Command: show run\nhostname sw1\nend\n\nsw1#\nsw1>\nsw1(config)#exit\n"
    )
    assert shape(text) == {"hostname sw1": {}}


def test_a_banner_hides_its_text_whatever_delimits_it() -> None:
    bodies = {
        "^C": "banner motd ^C\n ip http server\n^C\n",
        "#": "banner motd # Nur für Befugte\nip http server #\n",
        "@": "banner motd @\nip http server\n@\n",
        "\x03": "banner motd \x03\nip http server\n\x03\n",
        "one line": "banner motd #ip http server#\n",
        "letter": "banner motd Zutritt verboten\n",
    }
    for name, body in bodies.items():
        found = shape(f"{body}hostname sw1\n")
        assert list(found)[1:] == ["hostname sw1"], name
        assert next(iter(found)).startswith("banner motd"), name


def test_a_banner_that_never_ends_hides_nothing() -> None:
    assert "ip http server" in shape("banner motd ^C\nip http server\n")


def test_a_banner_of_eos_ends_at_its_mark() -> None:
    text = "banner login\nmanagement telnet\n   no shutdown\nEOF\n!\nhostname sw1\n"
    assert shape(text, "arista_eos") == {"banner login": {}, "hostname sw1": {}}


def test_certificates_and_keys_are_opaque() -> None:
    text = (
        "crypto pki certificate chain TP-self-signed-1\n certificate self-signed 01\n"
        "  3082022B 30820194 A0030201 02020101 300D0609\n  AABB\n  \tquit\nhostname sw1\n"
    )
    assert shape(text) == {
        "crypto pki certificate chain TP-self-signed-1": {"certificate self-signed 01": {}},
        "hostname sw1": {},
    }


def test_nested_blocks_of_other_kinds_keep_their_shape() -> None:
    text = (
        "aaa accounting commands 15 default\n action-type start-stop\n group tacacs+\n!\n"
        'event manager applet A\n event none\n action 1.0 cli command "line vty 0 4"\n'
    )
    assert shape(text) == {
        "aaa accounting commands 15 default": {"action-type start-stop": {}, "group tacacs+": {}},
        "event manager applet A": {"event none": {}, 'action 1.0 cli command "line vty 0 4"': {}},
    }


def test_eos_services_in_a_vrf_are_below_it() -> None:
    text = "management api http-commands\n   protocol http\n   !\n   vrf MGMT\n      no shutdown\n"
    assert shape(text, "arista_eos") == {
        "management api http-commands": {"protocol http": {}, "vrf MGMT": {"no shutdown": {}}}
    }


def test_sections_of_comware_end_at_their_separator() -> None:
    text = (
        "#\n version 5.20\n#\n sysname sw1\n#\nvlan 10 to 13\n#\n stp enable\n#\ninterface Vlan-interface1\n shutdown\n"
    )
    assert shape(text, "hp_comware") == {
        "version 5.20": {},
        "sysname sw1": {},
        "vlan 10 to 13": {},
        "stp enable": {},
        "interface Vlan-interface1": {"shutdown": {}},
    }


def test_a_quoted_string_is_one_word() -> None:
    [node] = parse('snmp-server  location "Rathaus  Musterstadt" x\n', platforms()["cisco_ios"]).root.children
    assert node.words == ("snmp-server", "location", "Rathaus  Musterstadt", "x")
    assert node.text == 'snmp-server location "Rathaus  Musterstadt" x'


def test_tabs_carriage_returns_pager_marks_and_a_byte_order_mark_do_not_matter() -> None:
    text = (
        "\ufeffline vty 0 4\r\n\ttransport input ssh\r\n"
        " --More-- \b\b\b\b\b\b\b\b\b \texec-timeout 5 0\r\nntp server 192.0.2.1\r\n"
    )
    assert shape(text) == VTY

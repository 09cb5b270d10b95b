"""Key-value files, UCI, and platforms of one command per line."""

import pytest

from checks.platform import platforms
from checks.tree import parse
from tests.checks.configurations import Shape, shape

WIFI: Shape = {
    "config wifi-device 'radio0'": {"option band '2g'": {}, "list ht_capab 'LDPC'": {}, "list ht_capab 'SHORT-GI'": {}},
    "config wifi-iface": {"option ssid 'Rathaus Musterstadt'": {}, "option key ''": {}},
}


def test_hostapd_is_a_list_of_keys_with_values() -> None:
    text = "# AP\ninterface=wlan0\nssid=Rathaus = Musterstadt\nwpa_passphrase=\nbss=wlan0_1\nignore\n"
    root = parse(text, platforms()["hostapd"]).root
    assert [(node.number, node.words) for node in root.children] == [
        (2, ("interface", "wlan0")),
        (3, ("ssid", "Rathaus = Musterstadt")),
        (4, ("wpa_passphrase", "")),
        (5, ("bss", "wlan0_1")),
        (6, ("ignore",)),
    ]


def test_uci_sections_hold_options_and_lists() -> None:
    text = (
        "package wireless\n\nconfig wifi-device 'radio0'\n\toption band 2g # Kommentar\n\tlist ht_capab \"LDPC\"\n"
        "\tlist ht_capab 'SHORT-GI'\n\nconfig wifi-iface\n#\toption ssid 'alt'\n"
        "\toption ssid 'Rathaus Musterstadt'\n\toption key ''\n"
    )
    assert shape(text, "openwrt") == WIFI


def test_uci_show_gives_the_same_tree() -> None:
    text = (
        "wireless.radio0=wifi-device\nwireless.radio0.band='2g'\nwireless.radio0.ht_capab='LDPC' 'SHORT-GI'\n"
        "wireless.@wifi-iface[0]=wifi-iface\nwireless.@wifi-iface[0].ssid='Rathaus Musterstadt'\n"
        "wireless.@wifi-iface[0].key=''\n"
    )
    assert shape(text, "openwrt") == WIFI


def test_uci_words_have_no_quotes() -> None:
    root = parse("config wifi-iface 'x'\n option ssid 'it'\"'\"'s'\n", platforms()["openwrt"]).root
    [section] = root.children
    assert (section.words, section.children[0].words) == (("config", "wifi-iface", "x"), ("option", "ssid", "it's"))


def test_unnamed_uci_sections_stay_apart_and_named_ones_join_within_their_package() -> None:
    text = (
        "package a\nconfig x\nconfig x\nconfig y 'n'\n option a '1'\nconfig y 'n'\n option b '2'\n"
        "package b\nconfig y 'n'\n option c '3'\n"
    )
    root = parse(text, platforms()["openwrt"]).root
    assert [(node.text, len(node.children)) for node in root.children] == [
        ("config x", 0),
        ("config x", 0),
        ("config y 'n'", 2),
        ("config y 'n'", 1),
    ]


def test_uci_values_may_go_on_over_lines() -> None:
    found = shape("config system\n option note 'a\nconfig evil\n b'\n option hostname 'r'\n", "openwrt")
    assert list(found) == ["config system"]
    assert list(found["config system"])[1:] == ["option hostname 'r'"]


def test_routeros_commands_are_below_their_menu_however_they_are_written() -> None:
    expected: Shape = {
        "/ip service": {"set telnet disabled=yes": {}, "set ssh port=22": {}},
        "/interface bridge": {'add name="lan A"': {}},
    }
    long = (
        "# by RouterOS\n/ip service\nset telnet disabled=yes\n/interface bridge\n"
        'add name="lan A"\n/ip service\nset ssh \\\n    port=22\n'
    )
    short = '/ip service set telnet disabled=yes\n/ip/service/set ssh port=22\n/interface bridge add name="lan A"\n'
    assert shape(long, "mikrotik_routeros") == expected
    assert shape(short, "mikrotik_routeros") == expected


def test_a_quoted_routeros_value_is_part_of_one_word() -> None:
    root = parse('/interface bridge\nadd comment=x name="lan A"\n', platforms()["mikrotik_routeros"]).root
    assert root.children[0].words == ("/interface", "bridge")
    assert root.children[0].children[0].words == ("add", "comment=x", "name=lan A")


ONE_BY_ONE = "/ip service\nset telnet disabled=yes\nset www disabled=yes\n"


@pytest.mark.parametrize(
    "text",
    [
        "/ip service\nset telnet,www disabled=yes\n",
        "/ip service disable telnet,www\n",
        "/ip service\nset [find name=telnet] disabled=yes\nset [ find where name=www ] disabled=yes\n",
    ],
    ids=["list", "disable", "find"],
)
def test_routeros_entries_read_the_same_however_they_are_chosen(text: str) -> None:
    assert shape(text, "mikrotik_routeros") == shape(ONE_BY_ONE, "mikrotik_routeros")


@pytest.mark.parametrize(
    "line", ["set [ find default=yes ] name=x", "set [find name=a or name=b] disabled=yes", "disable [find]"]
)
def test_routeros_entries_that_are_not_chosen_by_name_stay_as_they_are(line: str) -> None:
    assert list(shape(f"/snmp community\n{line}\n", "mikrotik_routeros")["/snmp community"]) == [line]


def test_a_routeros_script_over_many_lines_is_one_statement() -> None:
    text = (
        '/system script\nadd name=x source="\\\n    /ip service\\r\\\n'
        '    \\n set telnet disabled=no"\n/ip dns\nset servers=192.0.2.1\n'
    )
    root = parse(text, platforms()["mikrotik_routeros"]).root
    assert [node.text for node in root.children] == ["/system script", "/ip dns"]
    assert [node.number for node in root.children[0].children] == [2]


def test_aireos_commands_read_the_same_with_and_without_config() -> None:
    lines = ["wlan create 1 rathaus Rathaus", "wlan security pmf required 1", "sysname wlc1"]
    plain = "".join(f"{line}\n" for line in lines)
    typed = "".join(f"config {line}\n" for line in lines)
    assert list(shape(plain, "cisco_wlc")) == list(shape(typed, "cisco_wlc")) == lines
    assert list(shape("(Cisco Controller) >show run-config commands\n" + typed, "cisco_wlc")) == lines


LAN: Shape = {"/Setup TCP-IP Network-list": {"del *": {}, "add LAN": {"Name LAN": {}, "Address 192.0.2.1": {}}}}


def test_lcos_enters_a_menu_and_names_the_columns_of_its_rows() -> None:
    text = "cd /Setup/TCP-IP/Network-list\ndel *\ntab Name Address\nadd LAN 192.0.2.1\n"
    assert shape(text, "lancom_lcos") == LAN
    assert shape(text.replace(" LAN", ' "LAN"'), "lancom_lcos").keys() == LAN.keys()


def test_lcos_menus_are_found_from_where_one_is() -> None:
    text = (
        "cd /Setup\ncd TCP-IP/Network-list\ndel *\ncd ../DNS\ncd ../Network-list\ntab Name Address\nadd LAN 192.0.2.1\n"
    )
    found = shape(text, "lancom_lcos")
    assert found["/Setup TCP-IP Network-list"] == LAN["/Setup TCP-IP Network-list"]
    assert list(found) == ["/Setup", "/Setup TCP-IP Network-list", "/Setup TCP-IP DNS"]


def test_lcos_rows_may_name_their_columns_themselves() -> None:
    text = 'set /Setup/WLAN/Encryption/WLAN-1 {Key} "x y" {Method} *\nset /Setup/WLAN/Encryption/WLAN-1 {Size} 4\n'
    assert shape(text, "lancom_lcos") == {"/Setup WLAN Encryption": {"set WLAN-1": {"Key x y": {}, "Size 4": {}}}}


def test_lcos_settings_with_a_path_leave_the_menu_as_it_is() -> None:
    text = (
        "lang English\ncd /Setup/WLAN\ntab Ifc Key\nset /Setup/Config/Lock-Minutes 5\nset Country DE\ncd /\nflash Yes\n"
    )
    assert shape(text, "lancom_lcos") == {
        "lang English": {},
        "/Setup WLAN": {"set Country": {"Ifc Country": {}, "Key DE": {}}},
        "/Setup Config": {"set Lock-Minutes 5": {}},
        "flash Yes": {},
    }

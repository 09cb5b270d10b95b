"""Wireless networks: what depends on the policy, and the edges of how each platform writes its networks."""

from typing import Any

import pytest

from checks.engine import Subject, compile_rules, judge
from checks.platform import platforms
from checks.policy import Policy, as_value, default
from checks.tree import parse
from tests.checks.judging import book

Case = tuple[str, str, str, str, dict[str, Any]]
SSID = "interface=wlan0\nssid={}\n"
WIFI = "/interface wifi configuration\nadd name=a {}\n"
WIRELESS = "/interface wireless\nset [ find default-name=wlan1 ] disabled=no {}\n"
LCOS = 'cd /Setup/WLAN-Management/AP-Configuration/Networkprofiles\nadd P {{SSID}} "Rathaus" {}\n'
IAP = "wlan ssid-profile Rathaus\n enable\n essid Rathaus\n {}\n"
UCI = "config wifi-iface 'a'\n\toption ssid 'Rathaus'\n\toption {}\n"
VAP = 'config wireless-controller vap\n edit "a"\n  set ssid "Rathaus"\n  set {}\n next\nend\n'
WLC = "config wlan create 1 Rathaus Rathaus\nconfig wlan {}\n"

# rule, platform, configuration, verdict, policy
CASES: list[Case] = [
    ("ssids-allowed", "hostapd", SSID.format("Rathaus"), "unknown", {}),
    ("ssids-allowed", "hostapd", "hw_mode=g\n", "na", {}),
    ("ssids-allowed", "hostapd", SSID.format("Bad Nord"), "pass", {"SSIDS_ALLOWED": ["Bad Nord"]}),
    ("ssids-allowed", "hostapd", SSID.format("bad nord"), "fail", {"SSIDS_ALLOWED": ["Bad Nord"]}),
    ("ssids-allowed", "mikrotik_routeros", WIRELESS.format("ssid=Rathaus"), "na", {}),
    ("ssids-allowed", "mikrotik_routeros", WIRELESS.format("mode=station ssid=Rathaus"), "na", {}),
    ("ssids-allowed", "mikrotik_routeros", WIRELESS.format("master-interface=w ssid=Rathaus"), "unknown", {}),
    ("ssids-allowed", "mikrotik_routeros", WIFI.format("mode=station ssid=Rathaus"), "na", {}),
    ("ssid-count", "hostapd", "hw_mode=g\n", "na", {}),
    ("ssid-count", "cisco_ios", "hostname sw1\n", "na", {}),
    ("enterprise", "hostapd", SSID.format("Rathaus") + "wpa=2\nwpa_key_mgmt=WPA-PSK\n", "unknown", {}),
    ("enterprise", "hostapd", SSID.format("Rathaus") + "wpa=2\n", "fail", {"PSK_SSIDS": ["Technik"]}),
    ("enterprise", "hostapd", SSID.format("Rathaus") + "wpa=2\n", "pass", {"PSK_SSIDS": ["Rathaus"]}),
    ("enterprise", "hostapd", SSID.format("Rathaus") + "wpa=2\n", "pass", {"GUEST_SSIDS": ["Rathaus"]}),
    ("enterprise", "hostapd", SSID.format("Rathaus") + "wpa=2\n", "unknown", {"GUEST_SSIDS": ["Gast"]}),
    ("client-isolation", "hostapd", SSID.format("Rathaus"), "na", {"PEER_SSIDS": ["Rathaus"]}),
    ("client-isolation", "lancom_lcos", LCOS.format("{VLAN-Id} 20"), "na", {}),
    ("guest-apart", "hostapd", SSID.format("Gast"), "unknown", {}),
    ("guest-apart", "hostapd", SSID.format("Rathaus"), "na", {"GUEST_SSIDS": ["Gast"]}),
    ("guest-apart", "hostapd", SSID.format("Gast") + "ap_isolate=1\n", "pass", {"GUEST_SSIDS": ["Gast"]}),
    ("key-length", "openwrt", UCI.format("encryption 'psk2'"), "unknown", {}),
    ("key-length", "openwrt", UCI.format("key 'kurz-1234'"), "fail", {}),
    ("key-length", "openwrt", UCI.format("key 'kurz-1234'"), "pass", {"WLAN_KEY_LENGTH": 9}),
    ("key-length", "openwrt", UCI.format(f"key '{'0a1b2c3d' * 8}'"), "unknown", {}),
    ("key-not-trivial", "openwrt", UCI.format("key 'a1-b2-c3-d4-e5'"), "pass", {}),
    ("key-not-trivial", "openwrt", UCI.format("key 'mein-RATHAUS-wlan'"), "fail", {}),
    ("key-not-trivial", "openwrt", UCI.format("key 'Muster-2020-xyz'"), "fail", {"WLAN_TRIVIAL_KEYS": ["MUSTER"]}),
    ("session-timeout", "cisco_wlc", WLC.format("session-timeout 1 7200"), "fail", {"WLAN_SESSION_HOURS": 1}),
    ("session-timeout", "cisco_wlc", WLC.format("session-timeout 1 <removed>"), "unknown", {}),
    ("session-timeout", "cisco_wlc", WLC.format("session-timeout 2 0"), "pass", {}),
    ("radius-servers", "aruba_instant", IAP.format("opmode wpa2-aes\n auth-server a"), "pass", {"RADIUS_SERVERS": 1}),
    ("radius-servers", "aruba_instant", IAP.format("opmode wpa2-aes\n auth-server a\n auth-server a"), "fail", {}),
    ("tx-power", "aruba_instant", "arm\n max-tx-power 127\n", "na", {}),
    ("tx-power", "aruba_instant", "arm\n max-tx-power zwölf\n", "unknown", {"RADIO_POWER_DBM": 12}),
    ("tx-power", "aruba_instant", "name iap\n", "na", {"RADIO_POWER_DBM": 12}),
    ("country", "hostapd", "country_code=AT\n", "pass", {"RADIO_COUNTRIES": ["AT"]}),
    ("encryption", "aruba_instant", IAP.format("opmode opensystem"), "pass", {"GUEST_SSIDS": ["Rathaus"]}),
    ("encryption", "mikrotik_routeros", WIRELESS.format("mode=ap-bridge ssid=Rathaus"), "fail", {}),
    ("encryption", "mikrotik_routeros", WIFI.format("security=weg ssid=Rathaus"), "fail", {}),
    ("encryption", "lancom_lcos", LCOS.format("{Encryption} WEP-128"), "fail", {}),
    ("encryption", "fortinet_fortios", VAP.format("security <removed>"), "unknown", {}),
    ("pmf", "mikrotik_routeros", WIFI.format("ssid=Rathaus security.authentication-types=owe"), "pass", {}),
    ("pmf", "aruba_instant", IAP.format("mfp-capable"), "pass", {"PMF_OPTIONAL": True}),
]


@pytest.mark.parametrize(("rule", "platform", "text", "verdict", "policy"), CASES)
def test_a_network_is_judged_by_the_policy(
    rule: str, platform: str, text: str, verdict: str, policy: dict[str, Any]
) -> None:
    known = platforms()[platform]
    [compiled] = compile_rules((book().get(f"wlan.{rule}"),), known)
    values = {**default().values, **{name: as_value(value) for name, value in policy.items()}}
    assert str(judge(compiled, Subject(parse(text, known), Policy(values))).verdict) == verdict


@pytest.mark.parametrize("rule", ["key-length", "key-not-trivial"])
def test_no_key_travels_in_a_reason(rule: str) -> None:
    known = platforms()["openwrt"]
    [compiled] = compile_rules((book().get(f"wlan.{rule}"),), known)
    found = judge(compiled, Subject(parse(UCI.format("key 'rathaus-1'"), known), Policy(default().values)))
    assert str(found.verdict) == "fail"
    assert "rathaus-1" not in found.reason.de + found.reason.en

"""Judgements that need more than the rule language: pure functions that rules name (`python: …`)."""

from collections.abc import Callable

from checks.judges import (
    acc_people,
    access,
    accounts,
    bgp,
    clock,
    crypto_keys,
    crypto_ssh,
    l2_access,
    login,
    mon_time,
    ospf,
    ports,
    snmp,
    vpn,
    wlan,
)
from checks.outcome import Outcome
from checks.policy import Policy
from checks.tree import ConfigTree

JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "ios_access_restricted": access.ios,
    "nxos_access_restricted": access.nxos,
    "eos_access_restricted": access.eos,
    "junos_access_restricted": access.junos,
    "fortios_access_restricted": access.fortios,
    "ios_central_login": login.ios_central,
    "junos_central_login": login.junos_central,
    "junos_idle_timeout": login.junos_idle,
    "ios_strong_hash": accounts.ios,
    "eos_strong_hash": accounts.eos,
    "nxos_strong_hash": accounts.nxos,
    "junos_strong_hash": accounts.junos,
    "fortios_strong_hash": accounts.fortios,
    "snmp_no_old_versions": snmp.no_old_versions,
    "snmp_no_default_community": snmp.no_default_community,
    "snmp_v3_encrypts": snmp.v3_encrypts,
    "ntp_enough": clock.enough,
    "ntp_authenticated": clock.authenticated,
    "bpdu_guard": ports.bpdu_guard,
    "dhcp_snooping": ports.dhcp_snooping,
    "no_dtp": ports.no_dtp,
    "cisco_ospf_authenticated": ospf.cisco,
    "junos_ospf_authenticated": ospf.junos,
    "ios_bgp_authenticated": bgp.ios,
    "nxos_bgp_authenticated": bgp.nxos,
    "junos_bgp_authenticated": bgp.junos,
    "wlan_encryption": wlan.encryption,
    "wlan_pmf": wlan.pmf,
    "wlan_no_wps": wlan.no_wps,
    "wlan_no_default_name": wlan.no_default_name,
    **acc_people.JUDGES,
    **l2_access.JUDGES,
    **mon_time.JUDGES,
    **vpn.JUDGES,
    **crypto_ssh.JUDGES,
    **crypto_keys.JUDGES,
}

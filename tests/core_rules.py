"""The 28 rules whose verdicts and mapping were agreed on first; all further rules stand beside them."""

CORE_RULES = frozenset(
    {
        "aaa.central-login",
        "aaa.command-accounting",
        "auth.strong-hash",
        "l2.bpdu-guard",
        "l2.dhcp-snooping",
        "l2.no-dtp",
        "log.remote",
        "log.timestamps",
        "login.lockout",
        "mgmt.access-restricted",
        "mgmt.banner",
        "mgmt.idle-timeout",
        "mgmt.no-http",
        "mgmt.no-telnet",
        "mgmt.ssh-v2",
        "rt.bgp-auth",
        "rt.ospf-auth",
        "snmp.no-default-community",
        "snmp.no-v1-v2c",
        "snmp.v3-priv",
        "svc.no-legacy",
        "svc.no-source-route",
        "time.ntp-auth",
        "time.ntp-servers",
        "wlan.encryption",
        "wlan.no-default-ssid",
        "wlan.no-wps",
        "wlan.pmf",
    }
)

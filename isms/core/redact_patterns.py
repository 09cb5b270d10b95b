"""What a secret looks like: the keywords that stand before one, and the shapes that are one wherever they stand."""

from typing import Final

MARK: Final = r"<redacted:[0-9a-f]{8}>"

# A value that somebody masked already, with the prefix that may be left of a hash.
MASKED: Final = (
    rf"(?:(?:\$[0-9A-Za-z-]{{1,8}}\$)?{MARK}"
    rf"|%[$^@+#]%[$@+#]{MARK}%[$^@+#]%[$@+#]"
    r"|<[a-z :_-]{0,40}(?:removed|redacted|hidden|masked|stripped|sanitized|suppressed)[a-z0-9 :_-]{0,40}>"
    r"|\*{2,}|redacted|removed|hidden|masked)"
)

# What stays readable of a value: the kind of hash, so that a rule can still judge the algorithm.
KIND: Final = r"\$(?:[0-9]{1,2}|2[abxy]|y|gy|[hcM]|sha1|sha256|sha512|md5|nt|8a)\$"

# Words between a keyword and its secret; they tell how it is stored and stay.
STORED_AS: Final = (
    r"(?:(?:level[ \t]+\d{1,2}|[0-9]|1[0-5]|8a|enc|encrypted|clear(?:-?text)?|plain(?:-?text)?(?:-password)?"
    r"|hash(?:ed)?|hash2|cipher(?:text)?|simple|irreversible-cipher|sha-?(?:1|256|512)|(?:hmac-)?md5"
    r"|hmac-sha(?:-?\d+)*|hex|ascii(?:-text)?|hexadecimal|text|set-key|localized|local|remote|key-string)[ \t]+){0,4}+"
)

# Words that end a secret which may contain blanks.
_AFTER: Final = (
    r"(?:role|encrypted|pbkdf2|nt-encrypted|mschap|privilege|level|address|hostname|no-xauth|vrf|auth-port|acct-port"
    r"|timeout|retransmit|authentication|accounting|authorization|port|oobm|access-class|access-level|service-type"
    r"|group|expire|idle-timeout|single-connection|source-interface|ssh-?key|hidden|weight|remote|local|test|usage"
    r"|udp-port|class|secret|password|one-time|priority|tls|time-window|dead-time|attributes|version|trusted|in|key-id"
    r"|engineID|localizedkey|hash2?|[#!{};\\<].*|\$|[07]$)"
)
_QUOTED: Final = r"\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|[\"'][^\"']*+$"

VALUE: Final = rf"(?P<v>{_QUOTED}|\S++)"
REST: Final = rf"(?P<v>{_QUOTED}|\S++(?:[ \t]++(?!{_AFTER}(?:\s|$))\S++)*+)"

# Names that are followed by a secret on every platform, also as the end of a longer name (`ap-console-password`).
_NAMES: Final = (
    r"(?:(?<!no)passwor[dt](?:-?hash|-value|-encrypt|-l[12]|s)?|passwd|kennwort|pass-?phrase(?:-hashed)?|passcode"
    r"|secret|pre[-_]?shared?[-_]?key|preshare|shared[-_]key|(?:auth|authentication|privacy|encryption|encrypted|server"
    r"|master|controller)[-_]key|private[-_]?key|api[-_]?key|tcp-md5-key|wep[-_]?key[0-9]?|key-(?:octet-)?string"
    r"|key-value|wpa-hexkey|auth-pass|priv-pass|[a-z]+[-_]?pwd|phash|history[01]|psksecret"
    r"|(?:access|auth|bearer|refresh|id|api)[-_]?token|credentials?-token)"
)
_JOIN: Final = r"(?:[\"'}]?\s*[:=]\s*|[\"'}]?[ \t]+)"

# Words after such a name that are settings, not secrets.
_SETTINGS: Final = """
    encryption encrypt strength-check strength recovery policy required minimum min max maximum length complexity
    minimum-length min-length history age aging expiry expire expired expires expiration lifetime warntime gracetime
    lockout retry retry-lockout storage control configuration composition change reuse prompt mode format type rule
    rules check enable enabled disable disabled default manager operator alert-before-expire login attempts add
    authentication authorization reset number manual user-name cannot must may will can has should and or not was
    are aes generate chain key-chain keyring config-key id in out on off for from to with by of the a an yes no none
    null true false protect protected provisioning synchronization sync strict secure any members { } [ ] \\ | = :
    -- - ( never always only ssh telnet http https pap chap eap peap ttls keyboard-interactive publickey public-key
    local radius tacacs tacacs+ ldap group if when then is ist lautet wird und oder nicht keypair-name pubkey-chain
    fallback backup sha256 sha512 md5 scrypt bcrypt pbkdf2 hash cipher simple undefined
"""
SETTINGS: Final = frozenset(_SETTINGS.split())

# Lines that are prose: there the word after the keyword is taken whatever it is.
PROSE: Final = (
    r"^\s*(?:[!#;%*]|//|/\*|(?:no\s+|set\s+|option\s+)?(?:description|remark|comments?|banner|header|alias|message"
    r"|announcement|contact|location|title|label|note)\b|.*\b(?:description|comment|remark|message|announcement|contact"
    r"|location)[ =]+[\"'])"
)
_WORD: Final = r"(?<![a-z])(?:passwor[dt]|kennwort|secret|passwd|passphrase|pw)(?![\w-])[\"']?"
_LINK: Final = r"(?:\s*[:=]+\s*|\s+(?:is|ist|lautet|war|was)(?:\s*[:=]|\s)\s*)"
PROSE_VALUES: Final = (
    rf"{_WORD}(?:{_LINK}|\s+){STORED_AS}(?!(?:for|to|of|is|ist|lautet|f(?:ü|ue)r|von|des|der|dem|and|und|or|oder)\s){VALUE}",
    rf"{_WORD}(?:\s+[^\s:=]{{1,40}}+){{1,5}}?{_LINK}{VALUE}",
)

# The same outside of prose, where only a verb tells that a sentence is about a secret.
LINKED: Final = rf"{_WORD}(?:\s+[^\s:=]{{1,40}}+){{0,5}}?\s+(?:is|ist|lautet)\s*:?\s+{VALUE}"

_ALGORITHM: Final = r"(?:(?:md5|sha|hmac|aes|des|3des|des56|no-?auth|cmac|usual|type|value|nonstandard)[\w-]*[ \t]+)"
_SNMP: Final = r"snmp(?:-server|-agent|v3|_server)?"

# (what must occur in the line, the pattern whose group `v` is the secret); all are tried on lower and upper case.
KEYWORDS: Final[tuple[tuple[str, str], ...]] = (
    # accounts and lines
    ("enable", rf"^\W*(?:no\s+)?enable\s+(?:password|secret)\s+{STORED_AS}{REST}"),
    ("username", rf"^\W*(?:ap\s+\S+\s+)?username\s.*?\s(?:password|secret)\s+{STORED_AS}{REST}"),
    ("passw", rf"^\s*(?:passwd|password)\s+(?!(?:manager|operator)\b){STORED_AS}(?!{{SETTING}}){REST}"),
    ("password", rf"^\s*password\s+(?:manager|operator)\s+(?:user-name\s+\S+\s+)?{STORED_AS}{VALUE}"),
    ("mgmt-user", r"^\s*(?:hash-)?mgmt-user\s+(?!ssh-pubkey|webauth)\S+\s+(?:[a-z-]+\s+)?(?P<v>\S+)\s*$"),
    ("user add ", rf"\b(?:mgmtuser|netuser)\s+add\s+\S+\s+{VALUE}"),
    ("user password ", rf"\b(?:mgmtuser|netuser)\s+password\s+\S+\s+{VALUE}"),
    (
        "cli command",
        (
            r"\bcli\s+command\s+\"(?P<v>(?!(?:en|ena|enable|end|exit|conf|config|configure|wr|write|reload|"
            r"quit|y|yes|n|no|shut|shutdown|show|disable|exit-all|do)\")[^\s\"]+)\"(?!\s+pattern\s+\"?conf)"
        ),
    ),
    ("ppp ", rf"\bppp\s+(?:chap|pap)\s+hostname\s+{VALUE}"),
    # SNMP
    (
        "community",
        (
            rf"\b{_SNMP}\s+community\s+(?:(?:add|create|delete|read|write|ro|rw|clear|encrypted|cipher|simple"
            rf"|[078]|mode|accessmode|ipaddr|enable|disable|\d+\.\S+)\s+){{0,4}}+{VALUE}"
        ),
    ),
    (
        "community",
        (
            rf"\b{_SNMP}\s.*?\bcommunity\s+(?:(?:clear|encrypted|cipher|simple|plaintext|ciphertext|[08])\s+)?"
            rf"(?!enable|disable|read|write|authorization){VALUE}"
        ),
    ),
    ("community", rf"^\s*community\s+{VALUE}\s+(?:hash2?|access-permissions|r|rw|rwa|mgmt)\b"),
    ("community", rf"\bcommunity-(?:map|name|string)\s+{VALUE}"),
    (
        "community",
        rf"(?<![\w-])(?:[\w.-]*[.-])?(?:community|rocommunity6?|rwcommunity6?|trapcommunity)=(?!\d+:\d){VALUE}",
    ),
    ("community", rf"(?:^|\s)(?:ro|rw|trap|readonly-|readwrite-|read-|write-)community6?\s+{VALUE}"),
    ("community", rf"^\s*option\s+\w*community\s+{VALUE}"),
    ("com2sec", rf"^\s*com2sec6?\s+\S+\s+\S+\s+{VALUE}"),
    ("trap", rf"^\s*(?:trapsink|trap2sink|informsink)\s+\S+\s+{VALUE}"),
    ("securityname", rf"\bsecurityname\s+(?:cipher\s+|simple\s+)?(?!\S+\s+v3){VALUE}"),
    ("createuser", rf"\bcreateuser\s+\S+\s+(?:md5|sha\S*)\s+{VALUE}"),
    ("createuser", rf"\bcreateuser\s+\S+\s+(?:md5|sha\S*)\s+\S+\s+(?:des|aes\S*)\s+{VALUE}"),
    ("v3user", rf"\bv3user\s+create\s+\S+\s+\S+\s+\S+\s+\S+\s+{VALUE}"),
    ("v3user", rf"\bv3user\s+create\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+\s+{VALUE}"),
    (
        "snmp",
        (
            rf"^.*?\bsnmp\S*\s+(?:usm-)?user\s.*?\s(?:auth|authentication-mode)\s+(?:(?:clear|encrypted|cipher|simple)\s+)?"
            rf"{_ALGORITHM}?+(?:(?:clear|encrypted|cipher|simple|auth-pass|plaintext|ciphertext|[078])\s+){{0,3}}+{VALUE}"
        ),
    ),
    (
        "snmp",
        (
            rf"^.*?\bsnmp\S*\s+(?:usm-)?user\s.*?\s(?:priv|privacy-mode)\s+{_ALGORITHM}?+(?:(?:128|192|256)\s+)?"
            rf"(?:(?:clear|encrypted|cipher|simple|priv-pass|plaintext|ciphertext|[078])\s+){{0,3}}+{VALUE}"
        ),
    ),
    (
        "snmp",
        (
            r"^\s*snmp-server\s+host\s+(?:(?!version|trap|inform|vrf|use-vrf)[a-z]\S*\s+(?=\d+\.))?\S+\s+"
            r"(?:(?:vrf\s+\S+|traps?|informs?|poll|version\s+(?:1|2c)|clear|encrypted|community|[08])\s+){0,6}+"
            rf"(?!(?:version|vrf|use-vrf|source-interface|filter-vrf|udp-port|community|trap-level|\d+\.\d+\.\d+\.\d+)\b){VALUE}"
        ),
    ),
    # keys of servers, tunnels and neighbours
    ("key", rf"\b(?:tacacs|radius)(?:-server)?\s.*?\skey\s+(?!chain\b){STORED_AS}{REST}"),
    ("key", rf"\bserver(?:-private)?\s.*?\skey\s+{STORED_AS}(?!\d{{1,5}}(?:\s|$)){REST}"),
    ("key", rf"^\s*key\s+(?:[0-9]|8a|hex|encrypted|cipher(?:text)?|simple|hash(?:ed)?|plaintext|ascii)\s+{REST}"),
    ("key", rf"^\s*key\s+(?:authentication|authorization|accounting)\s+(?:cipher|simple)\s+{VALUE}"),
    ("key", rf"^\s*key\s+[0-9a-f]{{2,64}}\s+(?:0|7|8a)\s+{VALUE}"),
    ("key", rf"^\s*key\s+(?!{{SETTING}})(?!\d{{1,5}}(?:\s|$|;)){VALUE}\s*;?$"),
    ("key", rf"\bkey\s+(?:7|8a|ciphertext)\s+{VALUE}"),
    ("key", rf"\bpre-shared-key\s+address\s.*?\skey\s+{STORED_AS}{REST}"),
    ("key", rf"\bcrypto\s+(?:isakmp|ipsec|ikev?[12]?)\s+key\s+{STORED_AS}{VALUE}"),
    ("key", rf"\bfailover\s+key\s+(?:hex\s+)?(?:[08]\s+)?{VALUE}"),
    ("key", rf"\bmd5-key\s+\d+\s+{STORED_AS}{VALUE}"),
    (
        "key",
        (
            rf"\b(?:message-digest-key|authentication-key(?:id)?)\s+\d+\s+(?:authentication-mode\s+)?{_ALGORITHM}{{0,4}}"
            rf"{STORED_AS}{REST}"
        ),
    ),
    ("key", rf"\bmd5\s+\d+\s+key\s+{VALUE}"),
    ("key", rf"^\s*set\s+(?:.*\s)?key\s+(?!chain\b|\d{{1,5}}$){STORED_AS}{VALUE}\s*$"),
    ("key", rf"^\s*option\s+key[1-4]?\s+(?!['\"]?[1-4]['\"]?\s*$){VALUE}"),
    ("auth", rf"\bauthentication\s+(?:text|ietf-md5\s+key-string|md5\s+key-string)\s+(?:[07]\s+)?{VALUE}"),
    ("auth", rf"^\s*(?:standby|vrrp|glbp|hsrp)\s.*?\sauthentication\s+(?!text\s|md5\s|ietf|key-chain|mode){VALUE}"),
    ("auth", rf"\bauthentication\s+mode\s+hmac-sha-256\s+(?:[07]\s+)?{VALUE}"),
    (
        "auth",
        (
            rf"\bauthentication-mode\s+(?!password|aaa|scheme|none){_ALGORITHM}*(?:simple\s+)?(?:\d+\s+)?"
            rf"(?:cipher|plain|simple)\s+{VALUE}"
        ),
    ),
    (
        "auth",
        rf"\bauthentication-mode\s+(?:md5|sha\S*|hmac\S*|simple)\s+(?!\d|plain|cipher|privacy)(?!{{SETTING}}){VALUE}",
    ),
    ("auth", rf"-\w*auth=(?:key|token),{VALUE}"),
    ("spi", rf"\bipsec\s+spi\s+\d+\s+(?:md5|sha1)\s+(?:[07]\s+)?{VALUE}"),
    ("spi", rf"\bipsec\s+spi\s+\d+\s+esp\s+\S+\s+(?:\d{{3}}\s+)?(?:[07]\s+)?{VALUE}"),
    ("spi", r"\bipsec\s+spi\s+\d+\s+esp\s+\S+\s+(?:\d{3}\s+)?(?:[07]\s+)?\S+\s+(?:md5|sha1)\s+(?:[07]\s+)?" + VALUE),
    ("pmk", rf"\bsap\s+pmk\s+{VALUE}"),
    ("psk", rf"psk\s+(?:set-key\s+)?(?:ascii|hex)\s+(?:[0-9]\s+)?{VALUE}"),
    ("psk", rf"(?<![a-z])(?:\w+_)?psk=(?!\s*$){VALUE}"),
    ("set-key", rf"\bset-key\s+(?:ascii|hex)\s+(?:[0-9]\s+)?{VALUE}"),
    (" add ", rf"\b(?:radius|tacacs)\s+(?:auth|acct|athr)\s+add\s+\d+\s+\S+\s+\d+\s+(?:ascii|hex)\s+{VALUE}"),
    ("pin", rf"\bpin\s+verify\s+(?:cipher\s+|simple\s+)?{VALUE}"),
    ("ipsec", rf"\b(?:masterip|localip|master-ip|local-ip)\s+\S+\s+ipsec\s+{VALUE}"),
    ("token", rf"\b(?:license|call-home|pnp|fabric|activation)\b.*?\b(?:id)?token\s+(?!id\b){STORED_AS}{VALUE}"),
    ("token", rf"(?<![\w-])token[\"']?\s*[:=]\s*{VALUE}"),
    (
        "cipher",
        (
            rf"\b(?:password|key|community|securityname|credentials?|hwtacacs|accounting|authorization|authentication)"
            rf"\s+(?:\S+\s+)?(?:cipher|simple|ciphertext|irreversible-cipher)\s+{VALUE}"
        ),
    ),
    ("{", rf"\{{(?:passwd|password|key|secret|passphrase|[a-z-]*community)\}}\s+{VALUE}"),
    ("/setup", rf"^\s*(?:set|add|default)\s+/\S*[/ ](?:[a-z-]*(?:passwd|password|key|secret|community))\s+{VALUE}"),
    ("secret-data", r"(?P<v>\"[^\"]*+\")(?=.*## SECRET-DATA)"),
)

# The net below: any known name with a value, unless that value is a word of the configuration language.
NET: Final = rf"{_NAMES}(?![\w.-]){_JOIN}{STORED_AS}{VALUE}"

_TAGS: Final = (
    r"(?:[\w.-]*(?:password|passwd|passphrase|secret|psk|pre-?shared-?key|pwd|bcrypt-hash|private-?key|public-key"
    r"|auth-?key|api-?key)|phash|key|prv|crt|rocommunity|rwcommunity|community|snmp-community-string|authorizedkeys"
    r"|apikeys?|tls|sshkey|authcode)"
)
ELEMENT: Final = rf"(<{_TAGS}(?:\s[^<>]*+)?>)(?P<v>[^<>]++)(?=</|$)"
OPENED: Final = rf"<{_TAGS}(?:\s[^<>]*+)?>\s*$"

# Shapes that are secret wherever they stand: (what must occur in the line, pattern with `v`).
SHAPES: Final[tuple[tuple[str, str], ...]] = (
    ("$", rf"(?P<v>{KIND}[^\s\"';,<>\\:|]{{4,}})"),
    ("%", r"(?P<v>(%\^%#|%\$%\$|%@%@|%\+%#|%#%#)[^\s\"]{1,600}?\2)"),
    ("0x", r"(?<![0-9a-zA-Z])(?P<v>0x[0-9a-fA-F]{32,128})(?![0-9a-zA-Z])"),
    ("enc ", r"(?<![a-zA-Z])ENC\s+(?P<v>[A-Za-z0-9+/=]{8,})"),
    ("://", r"://[^\s:/@\"']{0,200}:(?P<v>[^\s/\"'<>]{1,500}|<[^\s>]*>)@"),
    ("aaaa", r"(?P<v>AAAA[BCE][A-Za-z0-9+/]{20,}={0,3})"),
    ("-aq==", r"(?P<v>-AQ==[A-Za-z0-9+/=]{4,})"),
    (":", r"^[a-z_][\w-]{0,31}:(?P<v>[./0-9A-Za-z]{13}):\d*:\d*:"),
)

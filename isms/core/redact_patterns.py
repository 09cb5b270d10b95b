"""What a secret looks like: the keywords that stand before one, and the shapes that are one wherever they stand."""

from typing import Final

MARK: Final = r"<redacted:([0-9a-f]{8})>"

# While a line is worked on, a mark is one opaque word, so that no pattern looks into it.
OPAQUE: Final = "\ufdd0"

# What somebody masked already, with the prefix that may be left of a hash.
_BLANKED: Final = r"<[a-z :_-]{0,40}(?:removed|redacted|hidden|masked|stripped|sanitized|suppressed)[a-z0-9 :_-]{0,40}>"
MASKED: Final = (
    rf"(?:\$[0-9A-Za-z-]{{1,8}}\$)?{OPAQUE}[0-9a-f]{{8}}{OPAQUE}(?!\w)|{_BLANKED}"
    r"|(?:\*{2,}|redacted|removed|hidden|masked)[;.,\"']*$"
)

# What stays readable of a value: the kind of hash, so that a rule can still judge the algorithm.
KIND: Final = r"\$(?:[0-9]{1,2}|2[abxy]|y|gy|[hcM]|sha1|sha256|sha512|md5|nt|8a)\$"

# Words between a keyword and its secret; they tell how it is stored and stay.
STORED_AS: Final = (
    r"(?:(?:level[ \t]+\d{1,2}|[0-9]|1[0-5]|8a|enc|encrypted|clear(?:-?text)?|plain(?:-?text)?(?:-password)?"
    r"|hash(?:ed)?|hash2|password|pass-?phrase|key|cipher(?:text)?|simple|irreversible-cipher|sha-?(?:1|256|512)|(?:hmac-)?md5"
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
_QUOTED: Final = r"(?:\"(?:[^\"\\]|\\.)*+\"|'[^']*+')(?=[\s;,:)}\]<>\\]|$)|[\"'][^\"']*+$"

VALUE: Final = rf"(?P<v>{_BLANKED}|{_QUOTED}|\S++)"
REST: Final = rf"(?P<v>{_BLANKED}|{_QUOTED}|\S++(?:[ \t]++(?!{_AFTER}(?:\s|$))\S++)*+)"

# Names that are followed by a secret on every platform, also as the end of a longer name (`ap-console-password`).
_NAMES: Final = (
    r"(?:(?<!no)passwor[dt](?:-?hash|-value|-encrypt|-l[12]|s)?|passwd|kennwort|pass-?phrase(?:-hashed)?|passcode"
    r"|secret|pre[-_]?shared?[-_]?key|preshare|shared[-_]key|(?:auth|privacy|encrypted|server|master|controller|cluster)[-_]key"
    r"|(?<!password )encryption[-_]key|authentication[-_]key(?![ \t]+\d+[ \t]+[a-z])|private[-_]?key|api[-_]?key"
    r"|tcp-md5-key|wep[-_]?key[0-9]?|key-(?:octet-)?string|key-value|wpa-hexkey|authkey|enckey|auth-pass|priv-pass"
    r"|pwd|(?<=-)pw|phash|history[01]|psksecret|(?:access|auth|bearer|refresh|id|api)[-_]?token)"
)
_JOIN: Final = r"(?:[\"'}]?\s*[:=]\s*|[\"'}]?[ \t]+)"

# Words after such a name that are settings, not secrets.
_SETTINGS: Final = """
    set print remove find where get
    ( - -- : = [ \\ ] a add address admin-password aes age aging alert-before-expire an and are attempts
    authentication authorization bcrypt by can cannot chain change change-type chap check cipher
    common-criteria-policy complexity composition config-key configuration configuration-control control
    default-minimum disable disabled eap enable enabled encrypt encrypted encryption encryption-key expiration
    expire expired expires expiry fallback false for format from generate gracetime group guest-admin-password has
    hash hashed history hostname http https id if in index ipsec-preshared-key is ist iteration-count key key-chain
    key-value keyboard-interactive keypair-name keyring lautet ldap length lifetime local lockout manager max
    maximum maximum-length may md5 min min-length minimum minimum-changes minimum-character-changes minimum-length
    minimum-lifetime maximum-lifetime minimum-lower-cases minimum-numerics minimum-punctuations minimum-reuse
    minimum-upper-cases mode must nicht no none not null oder of off on operator or out pap pass-phrase pbkdf2 peap
    peer pem policy profile prompt protect protected provisioning pseudorandom-function pubkey-chain public-key
    publickey radius recovery required reset restriction retry retry-lockout reuse role rule rules scrypt sha256
    sha512 should simple ssh storage strength strength-check sync synchronization tacacs tacacs+ telnet the then to
    true ttls type und undefined user user-name username value warntime was when will wird with yes { | }
"""
SETTINGS: Final = frozenset(_SETTINGS.split())

# Lines that are prose: there the word after the keyword is taken whatever it is.
PROSE: Final = (
    r"^(?:\s*+(?:[!#;%*]|//|/\*|(?:no\s+|set\s+|option\s+)?(?:description|remark|comments?|banner|header|alias|message"
    r"|announcement|contact|location|title|label|note)\b)|.*\b(?:description|comment|remark|message|announcement|contact"
    r"|location)[ =]+[\"'])"
)

# What may stand before a command in a log or a transcript.
LEAD: Final = r"^(?:[\w.@/~-]{1,60}(?:\([\w./-]+\))?[#>]|.{0,400}?\b(?:command|cmd)\s*[:=]\s*[\"']?)\s*(?=\S)"

_WORD: Final = r"(?<![a-z])(?:passwor[dt]|kennwort|secret|passwd|passphrase|pw)(?![\w-])[\"']?"
_LINK: Final = r"(?:\s*[:=]+\s*|\s+(?:is|ist|lautet|war|was)(?:\s*[:=]|\s)\s*)"
_FILLER: Final = r"(?:for|to|of|is|ist|lautet|f(?:ü|ue)r|von|des|der|dem|and|und|or|oder)"
PROSE_VALUES: Final = (
    rf"{_WORD}(?:{_LINK}|\s+){STORED_AS}(?!{_FILLER}\s){VALUE}",
    rf"{_WORD}(?:\s+[^\s:={OPAQUE}]{{1,40}}+){{1,5}}?{_LINK}{VALUE}",
)

# The same outside of prose, where only a verb tells that a sentence is about a secret.
LINKED: Final = rf"{_WORD}(?:\s+[^\s:={OPAQUE}]{{1,40}}+){{0,5}}?\s+(?:is|ist|lautet)(?:\s*:)?\s+{VALUE}"

_ALGORITHM: Final = r"(?:(?:md5|sha|hmac|aes|des|3des|des56|no-?auth|cmac|usual|type|value|nonstandard)[\w-]*[ \t]+)"
_SNMP: Final = r"\bsnmp(?:-server|-agent|v3|_server)?"
_CLEAR: Final = r"(?:(?:clear|encrypted|cipher|simple|plaintext|ciphertext|[08])\s+)?"
_CIPHERED: Final = r"(?:cipher|plain|simple)\s+"
_ACCESS: Final = (
    r"(?:(?:add|create|delete|read|write|ro|rw|clear|encrypted|cipher|simple|[078]|mode|accessmode|ipaddr|enable|disable"
    r"|\d+\.\d+\.\d+\.\d+)\s+){0,4}+"
)
_V3: Final = (
    rf"{_ALGORITHM}?+(?:(?:128|192|256|clear|encrypted|cipher|simple|auth-pass|priv-pass|plaintext|ciphertext|[078])\s+)"
    r"{0,3}+"
)
_TARGET: Final = (
    r"(?:(?!version|trap|inform|vrf|use-vrf)[a-z]\S*\s+(?=\d+\.))?\S+\s+"
    r"(?:(?:vrf\s+\S+|traps?|informs?|poll|version\s+v?(?:1|2c)|clear|encrypted|community|[08])\s+){0,6}+"
)
_NO_COMMUNITY: Final = (
    r"(?:version|vrf|use-vrf|source-interface|filter-vrf|udp-port|community|trap-level|\d+\.\d+\.\d+\.\d+)\b"
)
_NTP: Final = rf"(?:authentication-mode\s+)?{_ALGORITHM}{{0,4}}+(?!(?:md5|sha\S*|type|value)\s*;?$)"
_ESP: Final = r"\S+\s+(?:\d{3}\s+)?(?:[07]\s+)?"
_BEFORE_CIPHER: Final = (
    r"(?:password|key|community|securityname|credentials?|hwtacacs|accounting|authorization|authentication)"
)
_MANAGES: Final = r"(?:\s+(?:guest-mgmt|local-mgmt|read-only))?"
_COLUMN: Final = r"(?:[\w.-]*[-.])?(?:passwd|password|(?<!default-)key|secret|passphrase|psk|community)"
_VECTORED: Final = r"(?P<v>[0-9a-f]{16,}\s+[0-9a-f]{16,}\s+(?:\d{1,3}\s+)?[0-9a-f]{16,}(?:\s+[0-9a-f]{32,})*)"
_COMMAND: Final = (
    r"(?:en|ena|enable|end|exit|conf|config|configure|wr|write|reload|quit|y|yes|n|no|shut|shutdown|show|disable|do)"
)

# (what must occur in the line, the pattern whose group `v` is the secret); all are tried on lower and upper case.
KEYWORDS: Final[tuple[tuple[str, str], ...]] = (
    # AireOS encrypts with a key that everybody knows: vector, digest, length and cipher text go together
    ("encrypt", rf"\bencrypt(?:_v1)?\s.{{0,300}}?\b1\s+{_VECTORED}"),
    ("encrypt", rf"\bsecret\s+encrypt\s+{VALUE}"),
    # accounts and lines
    ("enable", rf"^\W*(?:no\s+)?enable\s+(?:algorithm-type\s+\S+\s+)?(?:password|secret)\s+{STORED_AS}{REST}"),
    ("username", rf"^\W*(?:ap\s+\S+\s+)?username\s.{{0,300}}?\s(?:password|secret)\s+{STORED_AS}{REST}"),
    ("passw", rf"^\s*(?:passwd|password)\s+(?!(?:manager|operator)\b){STORED_AS}(?!{{SETTING}}){REST}"),
    ("password", rf"^\s*password\s+(?:manager|operator)\s+(?:user-name\s+\S+\s+)?{STORED_AS}{VALUE}"),
    ("neighbor", rf"^\s*neighbor\s.{{0,300}}?\spassword\s+{STORED_AS}{REST}"),
    ("peer", rf"\bpassword\s+peer\s+\S+\s+{STORED_AS}{VALUE}"),
    ("super", rf"\bsuper\s+password\s+(?:role\s+\S+\s+|level\s+\d+\s+)?{STORED_AS}{VALUE}"),
    (
        "mgmt-user",
        r"^\s*mgmt-user\s+(?!ssh-pubkey|webauth)\S+\s+(?:[a-z-]+\s+)?(?P<v>\S+)(?:\s+(?:guest-mgmt|local-mgmt|read-only))?\s*$",
    ),
    ("user ", rf"^\s*user\s+\S+\s+{VALUE}\s+(?:portal|radius)\s*$"),
    ("user add ", rf"\b(?:mgmtuser|netuser)\s+add\s+(?!username\b|encrypt(?:_v1)?\s)\S+\s+{VALUE}"),
    ("user password ", rf"\b(?:mgmtuser|netuser)\s+password\s+\S+\s+{VALUE}"),
    ("cli command", rf"\bcli\s+command\s+\"(?P<v>(?!{_COMMAND}\")[^\s\"]+)\""),
    ("ppp", rf"\bppp\s+(?:chap|pap)\s+hostname\s+{VALUE}"),
    ("mgt-config", rf"\bmgt-config\s.{{0,300}}?\spublic-key\s+{VALUE}"),
    # SNMP
    ("community", rf"(?<!/){_SNMP}\s+community\s+{_ACCESS}(?!\{{|index\b){VALUE}"),
    (
        "community",
        rf"\bsnmp\S{{0,20}}\s+(?!community)\S.{{0,300}}?(?<![\w-])community\s+{_CLEAR}(?!index\b|\{{){VALUE}",
    ),
    ("snmpv3", rf"^\s*snmpv3\s+community\s+index\s+\S+\s+name\s+{VALUE}"),
    ("community", rf"^\s*community\s+{VALUE}\s+(?:hash2?|access-permissions|r|rw|rwa|mgmt)\b"),
    ("community-", rf"\bcommunity-(?:map|name|string)\s+{VALUE}"),
    ("community", rf"(?<![a-z])(?:ro|rw|trap)?-?community6?=(?!\d+:\d){VALUE}"),
    ("community", rf"^\s*(?:ro|rw|trap)community6?\s+{VALUE}"),
    ("-community", rf"\b(?:readonly|readwrite)-community\s+{VALUE}"),
    ("option", rf"^\s*option\s+\w*community\s+{VALUE}"),
    ("read-", rf"^\s*community\s+\d+\s+read-\w+\s+\S+\s+{VALUE}"),
    ("trapsess", rf"^\s*trapsess\s+\S+\s+\d+\s+{VALUE}"),
    ("com2sec", rf"^\s*com2sec6?\s+\S+\s+\S+\s+{VALUE}"),
    ("sink", rf"^\s*(?:trap2?|inform)sink\s+\S+\s+{VALUE}"),
    ("snmp host", rf"^\s*set\s+snmp\s+host\s+{VALUE}\s+\d"),
    ("securityname", rf"\bsecurityname\s+(?:cipher\s+|simple\s+)?(?!\S+\s+v3){VALUE}"),
    ("createuser", rf"\bcreateuser\s+\S+\s+(?:md5|sha\S*)\s+{VALUE}"),
    ("createuser", rf"\bcreateuser\s+\S+\s+(?:md5|sha\S*)\s+\S+\s+(?:des|aes\S*)\s+{VALUE}"),
    ("v3user", rf"\bv3user\s+create(?:\s+\S+){{4}}\s+{VALUE}"),
    ("v3user", rf"\bv3user\s+create(?:\s+\S+){{5}}\s+{VALUE}"),
    (
        "snmp",
        rf"^.{{0,300}}?\bsnmp\S{{0,20}}\s+(?:usm-)?user\s.{{0,300}}?\s(?:auth|auth-prot|authentication-mode)\s+{_CLEAR}{_V3}{VALUE}",
    ),
    (
        "snmp",
        rf"^.{{0,300}}?\bsnmp\S{{0,20}}\s+(?:usm-)?user\s.{{0,300}}?\s(?:priv|priv-prot|privacy-mode)\s+{_CLEAR}{_V3}{VALUE}",
    ),
    ("snmp-server", rf"^\s*snmp-server\s+host\s+{_TARGET}(?!{_NO_COMMUNITY}){VALUE}"),
    # keys of servers, tunnels and neighbours
    ("key", rf"\b(?:tacacs|radius)(?:-servers?)?(?:\s.{{0,300}}?)?\s(?:pac\s+)?key\s+(?!chain\b){STORED_AS}{REST}"),
    ("server-private", rf"\bserver-private\s.{{0,300}}?\skey\s+{STORED_AS}{REST}"),
    ("pac", rf"\bpac\s+key\s+{STORED_AS}{REST}"),
    ("key", rf"^\s*key\s+(?:[0-9]|8a|hex|encrypted|cipher(?:text)?|simple|hash(?:ed)?|plaintext|ascii)\s+{REST}"),
    ("key", rf"^\s*key\s+(?:authentication|authorization|accounting)\s+(?:cipher\s+|simple\s+)?{VALUE}"),
    ("key", rf"^\s*key\s+[0-9a-f]{{2,64}}\s+(?:0|7|8a)\s+{VALUE}"),
    ("key", rf"^\s*key\s+(?!{{SETTING}})(?!\d+(?:\s|$|;)){VALUE}\s*;?$"),
    ("key", rf"\bkey\s+(?:7|8a|ciphertext)\s+{VALUE}"),
    ("authentication", rf"\bauthentication\s+key\s+[0678]\s+{VALUE}"),
    ("pre-shared-key", rf"\bpre-shared-key\s+(?:address|hostname)\s.{{0,300}}?\skey\s+{STORED_AS}{REST}"),
    ("pre-share", rf"\bpre-share\s+key\s+{STORED_AS}{REST}"),
    ("crypto", rf"\bcrypto(?:-local)?\s+(?:isakmp|ipsec|ikev?[12]?)\s+key\s+{STORED_AS}{VALUE}"),
    ("config-key", rf"\bconfig-key\s+password-encrypt\w*\s+{VALUE}"),
    ("failover", rf"\bfailover\s+key\s+(?:hex\s+)?(?:[08]\s+)?{VALUE}"),
    ("md5-key", rf"\bmd5-key\s+\d+\s+{STORED_AS}{VALUE}"),
    ("-key", rf"\b(?:message-digest-key|authentication-key(?:id)?)\s+\d+\s+{_NTP}{STORED_AS}{REST}"),
    ("md5", rf"\bmd5\s+\d+\s+key\s+{VALUE}"),
    ("encryption", rf"\bencryption\s+key\s+\d\s+size\s+\S+\s+(?:[07]\s+)?{VALUE}"),
    ("static-wep-key", rf"\bstatic-wep-key\s+encryption\s+\d+\s+\d+\s+(?:ascii|hex)\s+{VALUE}"),
    ("set", rf"^\s*set\s+(?:.{{0,300}}\s)?key\s+(?!chain\b|\d{{1,5}}$){STORED_AS}{VALUE}\s*$"),
    ("option", rf"^\s*option\s+key[1-4]?\s+(?!['\"]?[1-4]['\"]?\s*$){VALUE}"),
    (".key", rf"^\s*[\w.@\[\]-]+\.key[1-4]?=(?!['\"]?[1-4]['\"]?\s*$){VALUE}"),
    ("authentication", rf"\bauthentication\s+(?:text|ietf-md5\s+key-string|md5\s+key-string)\s+(?:[07]\s+)?{VALUE}"),
    (
        "authentication",
        rf"^\s*(?:standby|vrrp|glbp|hsrp)\s.{{0,300}}?\sauthentication\s+(?!text\s|md5\s|ietf|key-chain|mode){VALUE}",
    ),
    ("hmac-sha-256", rf"\bauthentication\s+mode\s+hmac-sha-256\s+(?:[07]\s+)?{VALUE}"),
    ("nhrp", rf"\bnhrp\s+authentication\s+(?:[07]\s+)?{VALUE}"),
    (
        "authentication-mode",
        rf"\bauthentication-mode\s+{_ALGORITHM}*(?:rfc\d+\s+)?(?:simple\s+)?(?:\d+\s+)?{_CIPHERED}{VALUE}",
    ),
    (
        "authentication-mode",
        rf"\bauthentication-mode\s+(?:md5|sha\S*|hmac\S*|simple)\s+(?!\d|rfc|plain|privacy)(?!{{SETTING}}){VALUE}",
    ),
    ("auth=", rf"-\w*auth=(?:key|token),{VALUE}"),
    ("spi", rf"\bipsec\s+spi\s+\d+\s+(?:md5|sha1)\s+(?:[07]\s+)?{VALUE}"),
    ("spi", rf"\bipsec\s+spi\s+\d+\s+esp\s+{_ESP}{VALUE}"),
    ("spi", rf"\bipsec\s+spi\s+\d+\s+esp\s+{_ESP}\S+\s+(?:md5|sha1)\s+(?:[07]\s+)?{VALUE}"),
    ("pmk", rf"\bsap\s+pmk\s+{VALUE}"),
    ("psk", rf"psk\s+(?:set-key\s+)?(?:ascii|hex)\s+(?!encrypt\s)(?:[0-9]\s+)?{VALUE}"),
    ("psk", rf"(?<![a-z])(?:\w{{1,30}}_)?psk=(?!\s*$){VALUE}"),
    ("set-key", rf"\bset-key\s+(?:ascii|hex)\s+(?!encrypt\s)(?:[0-9]\s+)?{VALUE}"),
    (" add ", rf"\b(?:radius|tacacs)\s+(?:auth|acct|athr)\s+add\s+\d+\s+\S+\s+\d+\s+(?:ascii|hex)\s+{VALUE}"),
    ("_pin", r"(?<![a-z])(?:wps|ap)_pin(?:[\"']?\s*=\s*|\s+)[\"']?(?P<v>\d{4,8})(?!\w)"),
    ("pin verify", rf"\bpin\s+verify\s+(?:cipher\s+|simple\s+)?{VALUE}"),
    ("ipsec", rf"\b(?:masterip|localip|master-ip|local-ip)\s+\S+\s+ipsec\s+{VALUE}"),
    ("shared-secondary-secret", rf"\bshared-secondary-secret\s+index\s+\d+\s+{STORED_AS}{VALUE}"),
    ("unsupported", rf"\bunsupported-transceiver\s+\S+\s+{VALUE}"),
    ("crypto", rf"\bcrypto\s+(?:pki|key|ca)\s+(?:export|import)\s.{{0,300}}?\s(?:3des|des|aes)\s+{VALUE}"),
    (
        "token",
        rf"\b(?:license|call-home|pnp|fabric|activation)\b.{{0,300}}?\b(?:id)?token\s+(?!id\b){STORED_AS}{VALUE}",
    ),
    ("token", rf"token\s+(?=\\?[\"']){VALUE}"),
    ("token", rf"(?<![\w-])token[\"']?\s*[:=]\s*{VALUE}"),
    ("cipher", rf"\b{_BEFORE_CIPHER}\s+(?:\S+\s+)?(?:cipher|ciphertext|irreversible-cipher)\s+{VALUE}"),
    ("simple", rf"\b{_BEFORE_CIPHER}\s+(?:\S+\s+)?simple\s+{VALUE}"),
    (
        "{",
        rf"\{{{_COLUMN}\}}\s+(?!\*(?:\s|$)){VALUE}",
    ),
    ("/setup", rf"^\s*(?:set|add|default)\s+/\S*[/ ][a-z-]*(?:passwd|password|key|secret|communit(?:y|ies))\s+{VALUE}"),
)

# Junos tells which statements are secret; for those that no other pattern knows.
SAID: Final = r"(?P<v>\"[^\"]*+\"|(?<!\S)[^\s;\"]++)(?=\s*;\s*## SECRET-DATA)"

# The net below: any known name with a value, unless that value is a word of the configuration language.
NET: Final = rf"{_NAMES}(?![\w.-]){_JOIN}{STORED_AS}(?!{{SETTING}}){VALUE}"

_TAGS: Final = (
    r"(?:[\w.-]*(?:password|passwd|passphrase|secret|psk|pre-?shared-?key|pwd|bcrypt-hash|private-?key|public-key"
    r"|shared_key|bindpw|auth-?key|api-?key)|phash|key|prv|crt|rocommunity|rwcommunity|community|snmp-community-string|authorizedkeys"
    r"|apikeys?|tls|sshkey|authcode)"
)
ELEMENT: Final = rf"(<{_TAGS}(?:\s[^<>]*+)?>)(?P<v>[^<>]++)(?=</|$)"
OPENED: Final = rf"<{_TAGS}(?:\s[^<>]*+)?>\s*$"

# A line that names the columns of a table holds none of its values.
COLUMNS: Final = r"^\s*tab(?:\s+(?-i:[A-Z][A-Za-z.()]*|[A-Za-z0-9.]+(?:-[A-Za-z0-9.()]+)+))+\s*$"

# Shapes that are secret wherever they stand: (what must occur in the line, pattern with `v`).
SHAPES: Final[tuple[tuple[str, str], ...]] = (
    ("$", rf"(?P<v>{KIND}[^\s\"';,<>\\:|]{{4,}})"),
    ("%", r"(?P<v>(%\^%#|%\$%\$|%@%@|%\+%#|%#%#)[^\s\"]{1,600}?\2)"),
    ("0x", r"(?<![0-9a-zA-Z])(?P<v>0x[0-9a-fA-F]{32,128})(?![0-9a-zA-Z])"),
    ("enc ", r"(?<![a-zA-Z])ENC\s+(?P<v>[A-Za-z0-9+/=]{8,})"),
    ("://", r"://[^\s:/@\"']{0,200}:(?P<v>[^\s/\"'<>]{1,500}|<[^\s>]*>)@"),
    ("-----begin", r"-----BEGIN [A-Z0-9 ]{1,60}-----(?P<v>(?:(?!-----END|[\"'<>]).){2,})"),
    ("aaaa", r"(?P<v>AAAA[BCE][A-Za-z0-9+/]{20,}={0,3})"),
    ("-aq==", r"(?P<v>-AQ==[A-Za-z0-9+/=]{4,})"),
    (":", r"^[a-z_][\w-]{0,31}:(?P<v>[./0-9A-Za-z]{13}):\d*:\d*:"),
)

# A line with none of these, and without a row of digits as below, holds no secret; all in lower case.
STEMS: Final = (
    *("pass", "secret", "kennwort", "psk", "key", "pwd", "pw", "token", "communit", "auth", "snmp", "$", "%^%", "%@%"),
    *("%+%", "%#%", "0x", "enc ", "://", "aaaa", "-aq==", "begin ", "history", "preshare", "phash", "cli command"),
    *(
        "hostname",
        "mgmt-user",
        "user ",
        "com2sec",
        "sink",
        "trapsess",
        "createuser",
        "v3user",
        " spi ",
        " pmk ",
        "pin verify",
        "_pin",
    ),
    *("ipsec", "cipher", "certificate", "banner", "header", "<prv", "<crt", "<tls", ":::", "/setup", "radius"),
    *("tacacs", "ldap", "wlan", "vrrp", "unsupported-", "crypto", "bindpw", "wep"),
)
NET_STEMS: Final = ("pass", "kennwort", "secret", "preshare", "key", "-pw", "pwd", "phash", "history", "token")
PROSE_STEMS: Final = ("pass", "kennwort", "secret", "pw")
# Rows of hexadecimal digits, each of these written as `#`.
HEX_ROWS: Final = ("######## ######## ########", 48 * "#")

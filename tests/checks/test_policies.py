"""What holds for a device: overrides per site, role, tag and device, where each value comes from, mistakes in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import policy, policy_file
from checks.audit import Auditor
from checks.policies import Layer, Origin, Policies
from isms.core import codec
from isms.core.codec import MistakesError
from isms.core.model.device import Config, Device
from isms.core.model.finding import Verdict
from isms.core.redact import Redactor
from tests.checks.judging import KEY, book
from tests.fakes import NOW, a_device

TOWN = """\
IDLE_MINUTES: 15
sites:
  WE-0001: {NTP_SERVERS: 1}
  0017: {NTP_SERVERS: 7}
roles:
  access: {NTP_SERVERS: 3, LOG_COLLECTORS: 2}
tags:
  alt: {NTP_SERVERS: 4}
  labor: {IDLE_MINUTES: 60}
devices:
  sw-1: {NTP_SERVERS: 5, GUEST_SSIDS: [Gast]}
"""


def policies(text: str = TOWN) -> Policies:
    """What a policy.yaml says."""
    return policy_file.read(codec.parse_yaml(text, "policy.yaml"))


def a_switch(
    name: str = "sw-9", site: str | None = None, role: str | None = None, tags: tuple[str, ...] = ()
) -> Device:
    """A device with what overrides ask for."""
    return Device(name=name, site=site, role=role, tags=tags)


def mistakes(text: str) -> list[tuple[int | None, str]]:
    """Every mistake as line and key."""
    with pytest.raises(MistakesError) as caught:
        policies(text)
    assert {one.source for one in caught.value.mistakes} == {"policy.yaml"}
    return [(one.line, one.key) for one in caught.value.mistakes]


@pytest.mark.parametrize(
    ("device", "servers"),
    [
        (a_switch(), 2),
        (a_switch(site="WE-0001"), 1),
        (a_switch(site="WE-0002"), 2),
        (a_switch(site="0017"), 7),
        (a_switch(site="15"), 2),
        (a_switch(role="access"), 3),
        (a_switch(site="WE-0001", role="access"), 3),
        (a_switch(site="WE-0001", role="access", tags=("alt",)), 4),
        (a_switch("sw-1", "WE-0001", "access", ("alt",)), 5),
        (a_switch("backup/sw-1"), 5),
        (a_switch("sw-10"), 2),
    ],
)
def test_the_device_goes_before_tag_role_site_workspace_and_default(device: Device, servers: int) -> None:
    assert policies().for_device(device).number("NTP_SERVERS") == servers


def test_a_device_without_overrides_has_what_holds_everywhere() -> None:
    found = policies()
    assert found.for_device(a_switch()) == found.everywhere
    assert found.everywhere.values == {**policy.default().values, "IDLE_MINUTES": 15}
    assert Policies().for_device(a_switch("sw-1")) == policy.default()


def test_devices_that_come_to_the_same_share_one_policy() -> None:
    found = policies("sites: {a: {NTP_SERVERS: 3}, b: {NTP_SERVERS: 3}}\n")
    first = found.for_device(a_switch("sw-1", "a"))
    assert found.for_device(a_switch("sw-2", "a")) is first
    assert found.for_device(a_switch("sw-3", "b")) is first
    assert found.for_device(a_switch("sw-4")) is not first


def test_each_value_says_where_it_comes_from() -> None:
    device = a_switch("sw-1", "WE-0001", "access", ("labor", "ohne"))
    assert policies().origin(device) == {
        **{name: Origin(value=value, layer=Layer.SHIPPED) for name, value in policy.default().values.items()},
        "IDLE_MINUTES": Origin(value=60, layer=Layer.TAG, name="labor", line=9),
        "NTP_SERVERS": Origin(value=5, layer=Layer.DEVICE, name="sw-1", line=11),
        "LOG_COLLECTORS": Origin(value=2, layer=Layer.ROLE, name="access", line=6),
        "GUEST_SSIDS": Origin(value=("Gast",), layer=Layer.DEVICE, name="sw-1", line=11),
    }
    assert policies().origin()["IDLE_MINUTES"] == Origin(value=15, layer=Layer.WORKSPACE, line=1)
    assert policies().origin(a_switch(site="WE-0001"))["NTP_SERVERS"].layer is Layer.SITE


NAMES = st.sampled_from(["a", "b", "c"])
PARTS = st.dictionaries(NAMES, st.fixed_dictionaries({}, optional={"NTP_SERVERS": st.integers(0, 9)}))


@given(sites=PARTS, roles=PARTS, devices=PARTS, name=NAMES, site=NAMES, role=NAMES)
def test_a_value_is_the_one_its_origin_names(
    sites: object, roles: object, devices: object, name: str, site: str, role: str
) -> None:
    found = policies(codec.to_yaml({"sites": sites, "roles": roles, "devices": devices}))
    device = a_switch(name, site, role)
    origins = found.origin(device)
    assert {parameter: one.value for parameter, one in origins.items()} == found.for_device(device).values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sites: {WE-1: {NTP_SERVER: 1}}\n", [(1, "sites.WE-1.NTP_SERVER")]),
        ("sites:\n  WE-1:\n    NTP_SERVERS: zwei\n", [(3, "sites.WE-1.NTP_SERVERS")]),
        ("sites:\n  WE-1: 3\n", [(2, "sites.WE-1")]),
        ("tags: [alt]\n", [(1, "tags")]),
        ("groups: {a: {NTP_SERVERS: 1}}\n", [(1, "groups")]),
        ("sites:\n  WE-1: {sites: {a: {}}}\n", [(2, "sites.WE-1.sites")]),
        ("sites: {017: {}, 15: {}}\n", [(1, "sites")]),
        ("a: &a {}\nsites:\n  <<: *a\n", [(1, "a"), (2, "sites")]),
        (
            "IDLE_MINUTES: x\nroles:\n  access: {PMF_OPTIONAL: 1, NOPE: 2}\ndevices:\n  sw-1: {GUEST_SSIDS: Gast}\n",
            [
                (1, "IDLE_MINUTES"),
                (3, "roles.access.PMF_OPTIONAL"),
                (3, "roles.access.NOPE"),
                (5, "devices.sw-1.GUEST_SSIDS"),
            ],
        ),
    ],
)
def test_all_mistakes_are_told_with_line_and_key(text: str, expected: list[tuple[int, str]]) -> None:
    assert mistakes(text) == expected


@pytest.mark.parametrize("text", ["sites:\n", "sites: {}\n", "sites: {WE-1: }\n", "sites: {WE-1: {}}\n"])
def test_an_empty_section_changes_nothing(text: str) -> None:
    assert policies(text).for_device(a_switch(site="WE-1")) == policy.default()


def test_an_unknown_section_is_told_those_that_there_are() -> None:
    with pytest.raises(MistakesError) as caught:
        policies("groups: {a: {}}\n")
    assert "Abschnitt; es gibt: sites, roles, tags, devices" in caught.value.message.de
    assert "section; known: sites, roles, tags, devices" in caught.value.message.en


TAGS = "tags:\n  alt: {NTP_SERVERS: 1}\n  labor: {NTP_SERVERS: 3, IDLE_MINUTES: 5}\n  still: {NTP_SERVERS: 1}\n"
BOTH = a_switch("sw-1", tags=("labor", "alt"))


def test_two_tags_of_a_device_that_disagree_are_a_mistake_with_both_lines() -> None:
    found = policies(TAGS)
    with pytest.raises(MistakesError) as caught:
        found.for_device(BOTH)
    [one] = caught.value.mistakes
    assert (one.line, one.key) == (2, "tags.alt.NTP_SERVERS")
    assert "Gerät sw-1 hat die Merkmale alt (Zeile 2: 1) und labor (Zeile 3: 3)" in caught.value.message.de
    assert "device sw-1 has the tags alt (line 2: 1) and labor (line 3: 3)" in caught.value.message.en
    assert found.disagreements([a_switch(), BOTH, BOTH]) == [one]


def test_tags_that_agree_or_are_settled_by_the_device_are_no_mistake() -> None:
    assert policies(TAGS).for_device(a_switch(tags=("alt", "still"))).number("NTP_SERVERS") == 1
    settled = policies(f"{TAGS}devices: {{sw-1: {{NTP_SERVERS: 8}}}}\n")
    assert settled.disagreements([BOTH]) == []
    assert settled.for_device(BOTH).number("NTP_SERVERS") == 8


def test_devices_are_not_looked_at_where_tags_cannot_disagree() -> None:
    assert policies("tags: {a: {NTP_SERVERS: 1}, b: {IDLE_MINUTES: 1}}\n").disagreements(iter([BOTH])) == []


@pytest.mark.parametrize(
    "changed", [TOWN.replace("15", "16"), TOWN.replace("7}", "8}"), TOWN.replace("alt", "neu"), "IDLE_MINUTES: 15\n"]
)
def test_the_digest_changes_with_all_that_holds_anywhere(changed: str) -> None:
    assert policies(changed).digest != policies().digest


def test_the_digest_is_that_of_the_values_not_of_the_spelling() -> None:
    assert policies("# Haus\nNTP_SERVERS: 2\nsites: {}\n").digest == Policies().digest
    assert policies(f"# Stadt\n\n{TOWN}").digest == policies().digest


def test_a_device_is_judged_by_its_own_policy() -> None:
    auditor = Auditor([book().get("time.ntp-servers")], policies(), Redactor(KEY), (), NOW.date())
    verdicts = {}
    for site in ("WE-0001", "WE-0002"):
        config = Config(device=a_device(site=site), platform="cisco_ios", text="ntp server 192.0.2.1\n")
        [finding] = auditor.judge(config).findings
        verdicts[site] = finding.verdict
    assert verdicts == {"WE-0001": Verdict.PASS, "WE-0002": Verdict.FAIL}

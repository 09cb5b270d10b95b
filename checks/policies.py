"""The policy of a workspace: what holds everywhere, and what holds instead per site, role, tag and device."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from checks import policy
from checks.expression import Value
from checks.policy import Policy
from isms.core import codec
from isms.core.codec import Mistake
from isms.core.model.device import Device
from isms.core.model.text import Text


class Layer(StrEnum):
    """Where the value of a parameter comes from; a later one goes before an earlier one."""

    SHIPPED = "shipped"
    WORKSPACE = "workspace"
    SITE = "site"
    ROLE = "role"
    TAG = "tag"
    DEVICE = "device"


SECTIONS = {"sites": Layer.SITE, "roles": Layer.ROLE, "tags": Layer.TAG, "devices": Layer.DEVICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that policy.yaml gives a parameter, and the line it stands on."""

    value: Value
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The value of a parameter and where it comes from: of which site, role, tag or device, in which line."""

    value: Value
    layer: Layer
    name: str | None = None
    line: int | None = None


Settings = Mapping[str, Setting]
Layers = tuple[tuple[Layer, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The shipped values, those of the workspace, and the overrides by layer and name."""

    source: str = ""
    settings: Settings = field(default_factory=dict)
    overrides: Mapping[Layer, Mapping[str, Settings]] = field(default_factory=dict)
    _made: dict[Layers, Policy] = field(default_factory=dict, repr=False, compare=False)
    _equal: dict[tuple[Value, ...], Policy] = field(default_factory=dict, repr=False, compare=False)

    @property
    def everywhere(self) -> Policy:
        """What holds for a device without overrides."""
        return self._policy((), None)

    def for_device(self, device: Device) -> Policy:
        """What holds for a device; one and the same value for all devices that come to the same. Raises
        MistakesError if its tags disagree."""
        return self._policy(self.layers(device), device)

    def origin(self, device: Device | None = None) -> dict[str, Origin]:
        """Every parameter with its value and where it comes from, in the order of the shipped file; without a device
        what holds everywhere."""
        found = {name: Origin(value=value, layer=Layer.SHIPPED) for name, value in policy.default().values.items()}
        given: list[tuple[Layer, str | None, Settings]] = [(Layer.WORKSPACE, None, self.settings)]
        if device is not None:
            given += [(layer, name, self.overrides[layer][name]) for layer, name in self.layers(device)]
        for layer, name, settings in given:
            for parameter, one in settings.items():
                found[parameter] = Origin(value=one.value, layer=layer, name=name, line=one.line)
        return found

    def given(self, parameter: str) -> tuple[Value, ...]:
        """Every value that a parameter has anywhere: for all, and in the overrides."""
        settings = [one for named in self.overrides.values() for one in named.values()]
        return (self.everywhere.values[parameter], *(one[parameter].value for one in settings if parameter in one))

    def disagreements(self, devices: Iterable[Device]) -> list[Mistake]:
        """Tags of one device that give a parameter different values, each pair once with a device that has both."""
        found: dict[tuple[str, str, str], Mistake] = {}
        contested = self._contested()
        for device in devices if contested else ():
            own = self._own(device)
            for one, other, parameter in contested:
                settled = own is not None and parameter in self.overrides[Layer.DEVICE][own]
                if not settled and one in device.tags and other in device.tags:
                    found.setdefault((one, other, parameter), self._mistake(one, other, parameter, device.name))
        return list(found.values())

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON of everything that holds anywhere."""
        said = {layer: {name: _values(one) for name, one in named.items()} for layer, named in self.overrides.items()}
        sections = {section: said[layer] for section, layer in SECTIONS.items() if said.get(layer)}
        return hashlib.sha256(codec.to_canonical_json({**self.everywhere.values, **sections})).hexdigest()

    def _policy(self, layers: Layers, device: Device | None) -> Policy:
        """The values of some layers, the last before the others; made once for each set of layers."""
        if layers not in self._made:
            wrong = [] if device is None else self.disagreements([device])
            if wrong:
                raise codec.mistakes_error(wrong)
            values = {**policy.default().values, **_values(self.settings)}
            for layer, name in layers:
                values |= _values(self.overrides[layer][name])
            self._made[layers] = self._equal.setdefault(tuple(values.values()), Policy(values))
        return self._made[layers]

    def layers(self, device: Device) -> Layers:
        """The overrides that concern a device, the weakest first."""
        if not self.overrides:
            return ()
        own = self._own(device)
        named = [
            (Layer.SITE, device.site),
            (Layer.ROLE, device.role),
            *((Layer.TAG, tag) for tag in sorted(device.tags)),
            (Layer.DEVICE, own),
        ]
        return tuple((layer, name) for layer, name in named if name and name in self.overrides.get(layer, ()))

    def _own(self, device: Device) -> str | None:
        """The name under which a device has overrides; of a file in a folder its path or its own name."""
        known = self.overrides.get(Layer.DEVICE, {})
        return next((name for name in (device.name, device.name.rpartition("/")[2]) if name in known), None)

    def _contested(self) -> list[tuple[str, str, str]]:
        """Pairs of tags with a parameter to which they give different values."""
        tags = self.overrides.get(Layer.TAG, {})
        return [
            (one, other, name)
            for one, other in combinations(sorted(tags), 2)
            for name in tags[one]
            if name in tags[other] and tags[one][name].value != tags[other][name].value
        ]

    def _mistake(self, one: str, other: str, parameter: str, device: str) -> Mistake:
        """Two tags that disagree, with both lines."""
        tags = self.overrides[Layer.TAG]
        first, second = tags[one][parameter], tags[other][parameter]
        de = (
            f"Gerät {device} hat die Merkmale {one} (Zeile {first.line}: {said(first.value)}) und {other} (Zeile "
            f"{second.line}: {said(second.value)}); eins davon streichen oder {parameter} unter devices festlegen"
        )
        en = (
            f"device {device} has the tags {one} (line {first.line}: {said(first.value)}) and {other} (line "
            f"{second.line}: {said(second.value)}); drop one of them or set {parameter} under devices"
        )
        return Mistake(source=self.source, line=first.line, key=f"tags.{one}.{parameter}", problem=Text(de=de, en=en))


def said(value: Value) -> str:
    """A value as policy.yaml writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _values(settings: Settings) -> dict[str, Value]:
    """Settings without their lines."""
    return {name: one.value for name, one in settings.items()}

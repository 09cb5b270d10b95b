"""What the policy of a workspace demands, of all devices or of one, and where each value comes from."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core.model.device import Device
from isms.core.model.text import Text
from isms.store.workspace import Workspace, current, required
from isms.workflow.rulebook import policies_of

if TYPE_CHECKING:
    from checks.expression import Value
    from checks.policies import Layer, Policies
    from checks.policy import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value comes from: the layer, the site, role, tag or device it is for, and the line of policy.yaml."""

    layer: "Layer"
    name: str | None
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A parameter with the value that holds, its meaning and where the value comes from."""

    name: str
    value: "Value"
    type: "Kind"
    default: "Value"
    meaning: Text
    origin: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A value that holds for some devices only; `used` if the register has such a device."""

    parameter: str
    value: "Value"
    origin: Source
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyShown:
    """The policy of a device, or what holds everywhere with the overrides there are."""

    device: str | None
    parameters: tuple[Holding, ...]
    overrides: tuple[Override, ...]


def show(folder: Path | None, name: str | None) -> PolicyShown:
    """The policy of a registered device, or that of the workspace; raises InputError if there is no such device."""
    from isms.workflow import devices

    if name is None:
        workspace = current(folder)
        policies = policies_of(workspace)
        return PolicyShown(
            device=None, parameters=_holding(policies, None), overrides=_overrides(policies, _devices(workspace))
        )
    workspace = required(folder)
    device = devices.device(workspace, name)
    return PolicyShown(device=name, parameters=_holding(policies_of(workspace), device), overrides=())


def _devices(workspace: Workspace | None) -> tuple[Device, ...]:
    """The registered devices."""
    from isms.workflow import devices

    return () if workspace is None else devices.all_devices(workspace)


def _holding(policies: "Policies", device: Device | None) -> tuple[Holding, ...]:
    """Every parameter as it holds."""
    from checks.policy import default, parameters

    origins, shipped = policies.origin(device), default().values
    return tuple(
        Holding(
            name=name,
            value=origins[name].value,
            type=one.type,
            default=shipped[name],
            meaning=one.meaning,
            origin=_source(policies, origins[name].layer, origins[name].name, origins[name].line),
        )
        for name, one in parameters().items()
    )


def _source(policies: "Policies", layer: "Layer", name: str | None, line: int | None) -> Source:
    """Where a value comes from."""
    return Source(layer=layer, name=name, file=policies.source if line is not None else None, line=line)


def _overrides(policies: "Policies", devices: tuple[Device, ...]) -> tuple[Override, ...]:
    """What holds for some devices only, in the order of the layers."""
    used = {part for device in devices for part in policies.layers(device)}
    return tuple(
        Override(
            parameter=parameter,
            value=setting.value,
            origin=_source(policies, layer, name, setting.line),
            used=(layer, name) in used,
        )
        for layer, named in policies.overrides.items()
        for name, settings in named.items()
        for parameter, setting in settings.items()
    )

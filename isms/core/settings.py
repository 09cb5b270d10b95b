"""The settings of a workspace, as written in isms.toml. Secrets never stand there."""

from dataclasses import dataclass, field
from typing import ClassVar

from isms.core import codec
from isms.core.model.text import Language

FORBID: dict[str, str] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettings:
    """Whose workspace it is."""

    __pydantic_config__: ClassVar = FORBID

    name: str = "Unbenannte Kommune"
    unit: str = "Informationssicherheit"
    rollout_unit: str = "Digitale Infrastruktur"
    language: Language = Language.DE


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSettings:
    """Where configurations lie (relative to the workspace) and how long evidence is fresh, in days."""

    __pydantic_config__: ClassVar = FORBID

    configs: str = "configs"
    evidence_days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """What stands on the title page."""

    __pydantic_config__: ClassVar = FORBID

    scope: str = "Netzkomponenten"
    version: str = "0.1 (Entwurf)"
    author: str = "– ausstehend –"
    reviewer: str = "– ausstehend –"
    approver: str = "– ausstehend –"
    marking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything in isms.toml; `platforms` maps file globs to platform ids."""

    __pydantic_config__: ClassVar = FORBID

    workspace: WorkspaceSettings = field(default_factory=WorkspaceSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
    report: ReportSettings = field(default_factory=ReportSettings)
    platforms: dict[str, str] = field(default_factory=dict)


def read(text: str, source: str) -> Settings:
    """The settings; raises InputError naming every mistake."""
    return codec.read(Settings, codec.parse_toml(text, source))


TEMPLATE = """\
# Einstellungen dieses Arbeitsbereichs. Kennwörter stehen nie hier.
# Settings of this workspace. Passwords never stand here.

[workspace]
name = "{name}"
unit = "Informationssicherheit"  # wer prüft / who audits
rollout_unit = "Digitale Infrastruktur"  # wer ausbaut / who builds
language = "de"                  # de | en

[audit]
configs = "configs"              # Ordner mit gesicherten Konfigurationen / folder of backed-up configurations
evidence_days = 90               # so lange gilt ein Nachweis / how long evidence counts

[report]
scope = "Netzkomponenten"
version = "0.1 (Entwurf)"
author = "– ausstehend –"
reviewer = "– ausstehend –"
approver = "– ausstehend –"
marking = ""                     # z. B. "VS – NUR FÜR DEN DIENSTGEBRAUCH", "TLP:AMBER"

[platforms]                      # welche Datei welche Plattform ist, wenn die Erkennung nicht genügt
# "backup/fw-*.conf" = "fortinet_fortios"
"""


def template(name: str) -> str:
    """A commented isms.toml."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return TEMPLATE.format(name=escaped)

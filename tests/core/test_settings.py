"""The settings of a workspace."""

import pytest

from isms.core import settings
from isms.core.errors import InputError
from isms.core.model.text import Language
from isms.core.settings import Settings


@pytest.mark.parametrize("name", ["Stadt Musterstadt", 'Amt "Süd"', "a\\b", ""])
def test_the_template_is_valid_and_keeps_the_name(name: str) -> None:
    found = settings.read(settings.template(name), "isms.toml")
    assert found.workspace.name == name


def test_the_template_says_the_defaults() -> None:
    found = settings.read(settings.template("x"), "isms.toml")
    assert found.audit == Settings().audit
    assert found.report == Settings().report


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(InputError) as caught:
        settings.read("[audit]\nkonfigs = 'x'\n[report]\nscope = 3\n", "isms.toml")
    german = caught.value.to(Language.DE)
    assert "isms.toml: audit.konfigs: unbekannter Schlüssel" in german
    assert "isms.toml: report.scope: Text erwartet" in german

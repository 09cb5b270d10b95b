"""The traffic light of a target: shape, word and rule belong together; the colour alone never says anything."""

from enum import StrEnum

from isms.core.model.text import Text


class Light(StrEnum):
    """Whether a target will be met in time, as far as anybody can know."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"

    @property
    def shape(self) -> str:
        """A sign of its own for each light."""
        return SHAPES[self]

    @property
    def word(self) -> Text:
        """The name of the light."""
        return WORDS[self]


SHAPES: dict[Light, str] = {Light.GREEN: "●", Light.AMBER: "▲", Light.RED: "■", Light.GREY: "○"}
WORDS: dict[Light, Text] = {
    Light.GREEN: Text(de="grün", en="green"),
    Light.AMBER: Text(de="gelb", en="amber"),
    Light.RED: Text(de="rot", en="red"),
    Light.GREY: Text(de="grau", en="grey"),
}
RULES: dict[Light, Text] = {
    Light.GREEN: Text(de="erreicht, oder P85 ≤ Frist", en="met, or P85 ≤ deadline"),
    Light.AMBER: Text(de="P50 ≤ Frist < P85", en="P50 ≤ deadline < P85"),
    Light.RED: Text(
        de="P50 > Frist, oder Frist verstrichen und nicht erreicht", en="P50 > deadline, or deadline passed unmet"
    ),
    Light.GREY: Text(de="zu wenig Daten, oder keine Frist", en="too little data, or no deadline"),
}
RULE = Text(
    de="; ".join(f"{SHAPES[light]} {WORDS[light].de}: {RULES[light].de}" for light in Light),
    en="; ".join(f"{SHAPES[light]} {WORDS[light].en}: {RULES[light].en}" for light in Light),
)

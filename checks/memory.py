"""What judging configurations of one platform has taught: the blocks that were read, and what rules said about them.

A rule looks at a configuration by words: `tree.root.by_word["interface"]`. While it does so for the first time, a
`Watch` notes the words. In the next configuration in which the same blocks stand under these words, the rule would
look at the same and say the same; so it need not be asked. Answers about one block alone are kept with its node.

Long groups of blocks are worth a place when they are met again: what differs in every configuration, as its ports do,
would fill the memory for nothing.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from checks.outcome import Outcome
from checks.platform import Platform, Syntax
from checks.policy import Policy
from checks.syntax_known import Known
from checks.tree import ConfigTree, Node, parse

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")
Asked = Callable[[ConfigTree], Hashable] | str
Keys = tuple[Asked, ...]

# Answers and groups of statements that are kept at once.
MOST_ANSWERS = 60_000
MOST_GROUPS = 60_000
LONG = 16


class Watch:
    """Notes what is asked of a configuration; `everything` once somebody looked at all of it."""

    __slots__ = ("asked", "everything", "looks")

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self.asked: dict[Asked, None] = {}
        self.everything = False
        self.looks = 0

    def note(self, asked: Asked) -> None:
        """Somebody asked for the statements with a first word, or for a fact."""
        self.looks += 1
        self.asked[asked] = None

    def note_all(self) -> None:
        """Somebody looked at everything."""
        self.looks += 1
        self.everything = True

    def join(self, other: "Watch") -> None:
        """Somebody looked at what was looked at before."""
        self.looks += 1
        self.asked |= other.asked
        self.everything |= other.everything


class _Words(Mapping[str, list[Node]]):
    """The statements at the top by their first word, watched."""

    __slots__ = ("_given", "_watch")

    def __init__(self, given: Mapping[str, list[Node]], watch: Watch) -> None:
        """Watch a mapping."""
        self._given = given
        self._watch = watch

    def __getitem__(self, word: str) -> list[Node]:
        """The statements that begin with a word."""
        self._watch.note(word)
        return self._given[word]

    def __iter__(self) -> Iterator[str]:
        """Every first word."""
        self._watch.note_all()
        return iter(self._given)

    def __len__(self) -> int:
        """How many first words there are."""
        self._watch.note_all()
        return len(self._given)


class _Root(Node):
    """The root of a tree, watched."""

    __slots__ = ("_node", "_watch", "_words")

    def __init__(self, node: Node, watch: Watch) -> None:
        """Watch a root."""
        self.number, self.text, self.words = node.number, node.text, node.words
        self._node = node
        self._watch = watch
        self.notes = None
        self._words = _Words(node.by_word, watch)

    @property
    def by_word(self) -> Mapping[str, list[Node]]:
        """The statements at the top by their first word."""
        return self._words

    @property
    def children(self) -> list[Node]:  # type: ignore[override]  # what is read-only here is written nowhere
        """The statements at the top."""
        self._watch.note_all()
        return self._node.children


class WatchedTree(ConfigTree):
    """A configuration, watched."""

    __slots__ = ("_tree", "watch")

    def __init__(self, tree: ConfigTree) -> None:
        """Watch a tree."""
        self._tree = tree
        self.watch = Watch()
        self.platform = tree.platform
        self.root = _Root(tree.root, self.watch)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        self.watch.note_all()
        return self._tree.lines

    @property
    def source(self) -> list[Node]:
        """Every line as it stands."""
        self.watch.note_all()
        return self._tree.source

    def once(self, make: Callable[[ConfigTree], V]) -> V:
        """What a function makes of the whole configuration; whoever asks has looked at all that it looked at."""
        made, watch = self._tree.once(_Watched(make))
        self.watch.join(watch)
        return made

    def fact(self, find: Callable[[ConfigTree], T]) -> T:
        """What a function finds out about the whole configuration."""
        self.watch.note(find)
        return self._tree.fact(find)


@dataclass(frozen=True, slots=True)
class _Watched(Generic[V]):
    """A function that is watched while it looks at a configuration; equal for the same function."""

    make: Callable[[ConfigTree], V]

    def __call__(self, tree: ConfigTree) -> tuple[V, Watch]:
        """What it makes, and what it asked for."""
        watched = WatchedTree(tree)
        return self.make(watched), watched.watch


class Groups:
    """Numbers for what can stand under a word: the same for the same blocks; none for many new ones."""

    __slots__ = ("_numbers", "_seen")

    def __init__(self) -> None:
        """Nothing was met yet."""
        self._numbers: dict[Hashable, int] = {}
        self._seen: set[int] = set()

    def number(self, given: tuple[Hashable, ...]) -> int | None:
        """The number of a group, None if it is long and new."""
        number = self._numbers.get(given)
        if number is None:
            trace = hash(given)
            if len(given) > LONG and trace not in self._seen:
                self._seen.add(trace)
                return None
            number = self._numbers[given] = len(self._numbers)
        return number

    @property
    def full(self) -> bool:
        """Whether it is time to forget everything."""
        return len(self._seen) + len(self._numbers) > MOST_GROUPS


class Memory:
    """The knowledge about one platform; it forgets everything when it becomes too much."""

    __slots__ = ("_groups", "_kept", "_known", "_platform", "_shelves")

    def __init__(self, platform: Platform) -> None:
        """Nothing is known yet."""
        self._platform = platform
        self._known = self._forget()

    def _forget(self) -> Known | None:
        """Begin anew; None for a platform that is not read block by block."""
        self._groups = Groups()
        self._shelves: dict[Hashable, tuple[list[Shelf], object, object]] = {}
        self._kept = 0
        self._known = Known(self._platform) if self._platform.syntax is Syntax.INDENT else None
        return self._known

    def parse(self, text: str) -> ConfigTree:
        """The tree of a configuration, made of blocks that are known where that is possible."""
        if self._known is not None and (self._known.full or self._groups.full or self._kept > MOST_ANSWERS):
            self._forget()
        return parse(text, self._platform, self._known)

    def shelves(self, rules: Sequence[object], policy: Policy, role: str | None) -> list["Shelf"]:
        """What is remembered for each of these rules under a policy and for a role."""
        key = (id(rules), id(policy), role)
        if key not in self._shelves:
            # The objects are kept beside what they name, so that no other one gets their identity.
            self._shelves[key] = [Shelf() for _ in rules], rules, policy
        return self._shelves[key][0]

    def look(self, tree: ConfigTree) -> "Look":
        """A configuration as the shelves see it."""
        return Look(tree, self._groups)

    def keep(self, shelf: "Shelf", watch: Watch, look: "Look", outcome: Outcome) -> None:
        """Remember what a rule said, unless it looked at everything or at something new."""
        asked = tuple(watch.asked)
        key = None if watch.everything else look.key(asked)
        if key is not None:
            self._kept += 1
            shelf.answers.setdefault(asked, {})[key] = outcome


class Look:
    """One configuration: under which key the answers about the same words are kept."""

    __slots__ = ("_groups", "_keys", "_numbers", "_tree", "_words")

    def __init__(self, tree: ConfigTree, groups: Groups) -> None:
        """Nothing was asked yet."""
        self._tree = tree
        self._groups = groups
        self._words = tree.root.by_word
        self._numbers: dict[Asked, int | None] = {}
        self._keys: dict[Keys, Hashable] = {}

    def key(self, asked: Keys) -> Hashable:
        """The same value for every configuration in which the same stands under these words; None if it is new."""
        if asked not in self._keys:
            numbers = tuple([self._number(one) for one in asked])
            self._keys[asked] = None if None in numbers else numbers
        return self._keys[asked]

    def _number(self, asked: Asked) -> int | None:
        """The number of what stands under a word, or of a fact."""
        if asked not in self._numbers:
            given: tuple[Hashable, ...] = (
                (asked, self._tree.fact(asked)) if callable(asked) else tuple(self._words.get(asked, ()))
            )
            self._numbers[asked] = self._groups.number(given)
        return self._numbers[asked]


class Shelf:
    """What one rule has said, by the words it asked for and what stood under them."""

    __slots__ = ("answers",)

    def __init__(self) -> None:
        """It has said nothing yet."""
        self.answers: dict[Keys, dict[Hashable, Outcome]] = {}

    def find(self, look: Look) -> Outcome | None:
        """What it said when it saw the same."""
        for asked, answers in self.answers.items():
            found = answers.get(look.key(asked))
            if found is not None:
                return found
        return None

"""Watching what a rule asks of a configuration: the first words of statements, facts, or all of it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from checks.outcome import Answers, Part
from checks.syntax.node import UNKEPT
from checks.tree import ConfigTree, Node, TopNode

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")


class Question(NamedTuple):
    """What was asked of every statement with a first word; `number` is the column of its answers."""

    word: str
    number: int


Asked = Callable[[ConfigTree], Hashable] | str | Question


class Look(Protocol):
    """What a memory makes of a configuration."""

    def finding(self, word: str, key: Hashable, find: Callable[[Node], Iterable[Any]]) -> Question:
        """The question what a function finds in every statement with a first word; `key` tells it from others."""

    def judging(self, word: str, key: Hashable, judge: Callable[[Node], Part]) -> Question:
        """The question what every statement with a first word comes to."""

    def found(self, question: Question) -> list[Any]:
        """What is found in the statements."""

    def judged(self, question: Question) -> Answers:
        """What the statements came to."""

    def fact(self, find: Callable[[ConfigTree], T]) -> T:
        """What a function finds out about the whole configuration."""

    def once(self, make: Callable[[ConfigTree], V]) -> tuple[V, "Watch"]:
        """What a function makes of the whole configuration, made once for all rules, and what it looked at."""


class Watch:
    """Notes what is asked of a configuration."""

    __slots__ = ("_all", "_asked", "looks")

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._asked: dict[Asked | Watch, None] = {}
        self._all = False
        self.looks = 0

    def note(self, asked: Asked) -> None:
        """Somebody asked for the statements with a first word, or for a fact."""
        self.looks += 1
        self._asked[asked] = None

    def note_all(self) -> None:
        """Somebody looked at everything."""
        self.looks += 1
        self._all = True

    def join(self, other: "Watch") -> None:
        """Somebody uses what another one looked at, and may still look at."""
        self.looks += 1
        self._asked[other] = None

    def asked(self) -> tuple[Asked, ...] | None:
        """What was asked for until now, in the order of the first time; None if somebody looked at everything."""
        found: dict[Asked, None] = {}
        for one in self._asked:
            if isinstance(one, Watch):
                more = one.asked()
                if more is None:
                    return None
                found |= dict.fromkeys(more)
            else:
                found[one] = None
        return None if self._all else tuple(found)


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


class _Root(TopNode):
    """The root of a tree, watched."""

    __slots__ = ("_look", "_node", "_watch", "_words")

    def __init__(self, node: Node, watch: Watch, look: Look) -> None:
        """Watch a root."""
        self.number, self.text, self.words = node.number, node.text, node.words
        self._node = node
        self._watch = watch
        self._look = look
        self.state, self.said, self.alike, self.kind = UNKEPT, None, None, None
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

    def found(self, word: str, key: Hashable, find: Callable[[Node], Iterable[V]]) -> list[V]:
        """What a function finds in the statements that begin with a word."""
        question = self._look.finding(word, key, find)
        self._watch.note(question)
        return self._look.found(question)


class WatchedTree(ConfigTree):
    """A configuration, watched."""

    __slots__ = ("_look", "_top", "_tree", "watch")

    def __init__(self, tree: ConfigTree, look: Look) -> None:
        """Watch a tree; `look` is what the memory makes of it."""
        self._tree = tree
        self._look = look
        self.watch = Watch()
        self.platform = tree.platform
        self.root = self._top = _Root(tree.root, self.watch, look)

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

    def found(self, word: str, key: Hashable, find: Callable[[Node], Iterable[V]]) -> list[V]:
        """What a function finds in the statements at the top that begin with a word."""
        return self._top.found(word, key, find)

    def judged(self, word: str, key: Hashable, judge: Callable[[Node], Part]) -> Sequence[Answers]:
        """What the statements at the top that begin with a word came to."""
        question = self._look.judging(word, key, judge)
        self.watch.note(question)
        return (self._look.judged(question),)

    def once(self, make: Callable[[ConfigTree], V]) -> V:
        """What a function makes of the whole configuration; whoever asks has looked at all that it looked at."""
        made, watch = self._look.once(make)
        self.watch.join(watch)
        return made

    def fact(self, find: Callable[[ConfigTree], T]) -> T:
        """What a function finds out about the whole configuration."""
        self.watch.note(find)
        return self._look.fact(find)

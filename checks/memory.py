"""What judging configurations of one platform has taught: the blocks that were read, and what rules said about them.

A rule looks at a configuration by words: `tree.root.by_word["interface"]`. While it does so for the first time, a
`Watch` notes the words. In the next configuration in which the same blocks stand under these words, the rule would
look at the same and say the same; so it need not be asked. Answers about one block alone are kept with its node.

Long groups of blocks are worth a place when they are met again: what differs in every configuration, as its ports do,
would fill the memory for nothing.
"""

from collections.abc import Hashable, Iterator, Sequence

from checks.outcome import Outcome
from checks.platform import Platform, Syntax
from checks.policy import Policy
from checks.syntax_known import SHIFT, Known
from checks.tree import ConfigTree, Node, Run, parse
from checks.watch import Asked, Watch

Keys = tuple[Asked, ...]

# Answers and groups of statements that are kept at once.
MOST_ANSWERS = 60_000
MOST_GROUPS = 60_000
LONG = 16

# The more rules there are, the more is kept with each block.
LINES_TIMES_RULES = 4_000_000
LEAST_LINES = 20_000

# Statements are parted into runs after one in so many blocks: by the block, not by its place, so that the runs of two
# configurations are the same where their blocks are.
PARTING = 8
MOST_RUNS = 4_000


class Groups:
    """Numbers for what can stand under a word: the same for the same blocks; none for many new ones."""

    __slots__ = ("_numbers", "_runs", "_seen")

    def __init__(self) -> None:
        """Nothing was met yet."""
        self._numbers: dict[Hashable, int] = {}
        self._runs: dict[tuple[Node, ...], Run] = {}
        self._seen: set[int] = set()

    def run(self, nodes: tuple[Node, ...]) -> Run:
        """Statements that follow each other; what is found out about them is kept from the second meeting on."""
        run = self._runs.get(nodes)
        if run is None:
            trace = hash(nodes)
            if trace not in self._seen:
                self._seen.add(trace)
                return Run(nodes, None)
            run = self._runs[nodes] = Run(nodes, {})
        return run

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
        return len(self._seen) + len(self._numbers) > MOST_GROUPS or len(self._runs) > MOST_RUNS


class Memory:
    """The knowledge about one platform; it forgets everything when it becomes too much."""

    __slots__ = ("_groups", "_kept", "_known", "_platform", "_shelves", "_with_remarks")

    def __init__(self, platform: Platform, *, with_remarks: bool = True) -> None:
        """Nothing is known yet; `with_remarks` if a rule asks for the words of descriptions."""
        self._platform = platform
        self._with_remarks = with_remarks
        self._known = self._forget()

    def _forget(self) -> Known | None:
        """Begin anew; None for a platform that is not read block by block."""
        self._groups = Groups()
        self._shelves: dict[Hashable, tuple[list[Shelf], object, object]] = {}
        self._kept = 0
        indented = self._platform.syntax is Syntax.INDENT
        self._known = Known(self._platform, with_remarks=self._with_remarks) if indented else None
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
            if self._known is not None:  # each rule adds its answers to every block
                self._known.most_lines = max(LINES_TIMES_RULES // max(len(rules), 1), LEAST_LINES)
            # The objects are kept beside what they name, so that no other one gets their identity.
            self._shelves[key] = [Shelf() for _ in rules], rules, policy
        return self._shelves[key][0]

    def look(self, tree: ConfigTree) -> "Look":
        """A configuration as the shelves see it."""
        return Look(tree, self._groups)

    def keep(self, shelf: "Shelf", watch: Watch, look: "Look", outcome: Outcome) -> None:
        """Remember what a rule said, unless it looked at everything or at something new."""
        asked = watch.asked()
        key = None if asked is None else look.key(asked)
        if asked is not None and key is not None:
            self._kept += 1
            shelf.answers.setdefault(asked, {})[key] = outcome


class Look:
    """One configuration: under which key the answers about the same words are kept."""

    __slots__ = ("_groups", "_keys", "_numbers", "_runs", "_tree", "_words")

    def __init__(self, tree: ConfigTree, groups: Groups) -> None:
        """Nothing was asked yet."""
        self._tree = tree
        self._groups = groups
        self._words = tree.root.by_word
        self._numbers: dict[Asked, int | None] = {}
        self._keys: dict[Keys, Hashable] = {}
        self._runs: dict[str, list[Run]] = {}

    def runs(self, word: str) -> Sequence[Run]:
        """The statements that begin with a word, in runs."""
        runs = self._runs.get(word)
        if runs is None:
            runs = self._runs[word] = [self._groups.run(nodes) for nodes in _parted(self._words.get(word, ()))]
        return runs

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


def _parted(nodes: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """The statements in runs."""
    run: list[Node] = []
    for node in nodes:
        run.append(node)
        if (node.number >> SHIFT) % PARTING == 0:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


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

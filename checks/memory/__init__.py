"""What judging configurations of one platform has taught: the blocks that were read, and what rules said about them.

A rule looks at a configuration by words: `tree.root.by_word["interface"]`. While it does so for the first time, a
`Watch` notes the words. In the next configuration in which the same blocks stand under these words, the rule would
look at the same and say the same; so it need not be asked. Answers about one block alone are kept with its node.

What is asked of every statement alone is kept with the statement (checks/memory/columns.py), and of a configuration
those statements count that have an answer. Long groups of statements are worth a place when they are met again: what
differs in every configuration would fill the memory for nothing.
"""

import gc
from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from checks.memory.columns import Columns, Group, Later
from checks.memory.shelf import Plan, Shelf
from checks.memory.watch import Asked, Question, Watch, WatchedTree
from checks.outcome import Answer, Answers, Outcome, Part, gathered
from checks.platform import Platform, Syntax
from checks.policy import Policy
from checks.syntax.known import Known
from checks.syntax.node import State
from checks.tree import ConfigTree, Node, parse
from isms.core.model.finding import Verdict

STATE = attrgetter("state")
T = TypeVar("T", bound=Hashable)
V = TypeVar("V")

# What is kept at once: lines in answers (an answer weighs as much as a few of them), statements in groups, questions
# about statements with one first word.
MOST_KEPT = 150_000
LIGHTEST = 8
MOST_STATEMENTS = 300_000
MOST_QUESTIONS = 5_000
LONG = 16

# The number of no statement at all.
NOTHING = 0

# The more rules there are, the more is kept with each block.
LINES_TIMES_RULES = 25_000_000
LEAST_LINES = 20_000


class Groups:
    """Numbers for what can stand under a word: the same for the same blocks; none for many new ones."""

    __slots__ = ("_columns", "_numbers", "_seen", "_statements")

    def __init__(self) -> None:
        """Nothing was met yet."""
        self._numbers: dict[Hashable, int] = {(): NOTHING}
        self._columns: dict[str, Columns] = {}
        self._seen: set[int] = set()
        self._statements = 0

    def columns(self, word: str) -> Columns:
        """The questions about statements with a first word."""
        columns = self._columns.get(word)
        if columns is None:
            columns = self._columns[word] = Columns()
        return columns

    def number(self, given: tuple[Hashable, ...]) -> int | None:
        """The number of a group, None if it is long and new."""
        number = self._numbers.get(given)
        if number is None:
            trace = hash(given)
            if len(given) > LONG and trace not in self._seen:
                self._seen.add(trace)
                return None
            number = self._numbers[given] = len(self._numbers)
            self._statements += len(given)
        return number

    def forget(self) -> None:
        """Forget the numbers; the questions stay."""
        self._numbers = {(): NOTHING}
        self._seen.clear()
        self._statements = 0

    @property
    def many(self) -> bool:
        """Whether it is time to forget the numbers."""
        return len(self._seen) + self._statements > MOST_STATEMENTS

    @property
    def full(self) -> bool:
        """Whether it is time to forget everything."""
        return max(map(len, self._columns.values()), default=0) > MOST_QUESTIONS


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

    def _forget_answers(self) -> None:
        """Forget what rules said; what blocks have answered stays."""
        self._groups.forget()
        self._shelves.clear()
        self._kept = 0

    def parse(self, text: str) -> ConfigTree:
        """The tree of a configuration, made of blocks that are known where that is possible."""
        if self._known is not None and (self._known.full or self._groups.full):
            self._forget()
            gc.collect()
        elif self._kept > MOST_KEPT or self._groups.many:
            self._forget_answers()
        return parse(text, self._platform, self._known)

    def shelves(self, rules: Sequence[object], policy: Policy, role: str | None) -> list[Shelf]:
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

    def keep(self, shelf: Shelf, watch: Watch, look: "Look", answer: Answer) -> None:
        """Remember what a rule said, unless it looked at everything or at something new."""
        asked, kept = watch.asked(), _kept(answer)
        if asked is None or kept is None:
            return
        put = kept.questions if isinstance(kept, Plan) else ()
        if shelf.learn([(one, look.number(one)) for one in asked if one not in put], kept):
            self._kept += LIGHTEST + (len(kept.spots) if isinstance(kept, Outcome) else 0)


def _kept(answer: Answer) -> Outcome | Plan | None:
    """An answer as it is remembered: if all of it lies with the blocks, the questions; None if a part does."""
    if isinstance(answer, Outcome):
        return None if answer.verdict is Verdict.ERROR else answer
    questions = [one.question for one in answer.answers if isinstance(one, Later)]
    if not questions:
        return answer.outcome()
    return Plan(questions, answer.nothing) if len(questions) == len(answer.answers) else None


class Look:
    """One configuration: what its statements answer, and under which key the answers about the same words are kept."""

    __slots__ = ("_facts", "_groups", "_known", "_made", "_numbers", "_states", "_tree")

    def __init__(self, tree: ConfigTree, known: Groups) -> None:
        """Nothing was asked yet."""
        self._tree = tree
        self._known = known
        self._made: dict[Hashable, tuple[Any, Watch]] = {}
        self._groups: dict[str, Group] = {}
        self._states: dict[str, list[State]] = {}
        for state in set(map(STATE, tree.root.children)):
            self._states.setdefault(state.word, []).append(state)
        self._numbers: dict[Asked, int | None] = {}
        self._facts: dict[Hashable, Any] = {}

    def finding(self, word: str, key: Hashable, find: Callable[[Node], Iterable[Any]]) -> Question:
        """The question what a function finds in every statement with a first word."""
        return Question(word, self._known.columns(word).finding(key, find))

    def judging(self, word: str, key: Hashable, judge: Callable[[Node], Part]) -> Question:
        """The question what every statement with a first word comes to."""
        return Question(word, self._known.columns(word).judging(key, judge))

    def found(self, question: Question) -> list[Any]:
        """What is found in the statements."""
        return self._group(question.word).found(question.number)

    def find(self, shelf: Shelf) -> Answer | None:
        """What a rule says, if it has seen the same."""
        found = shelf.find(self.number)
        if isinstance(found, Plan):
            return gathered([self.judged(question) for question in found.questions], nothing=found.nothing)
        return found

    def judged(self, question: Question) -> Answers:
        """What the statements came to."""
        return Later(self._group(question.word), question)

    def once(self, make: Callable[[ConfigTree], V]) -> tuple[V, Watch]:
        """What a function makes of the whole configuration, made once for all rules, and what it looked at."""
        if make not in self._made:
            tree = WatchedTree(self._tree, self)
            self._made[make] = make(tree), tree.watch
        return self._made[make]

    def close(self) -> None:
        """Let go of what was made of the configuration, which may hold on to all of it."""
        self._made.clear()
        self._facts.clear()

    def _group(self, word: str) -> Group:
        """The statements with a first word."""
        group = self._groups.get(word)
        if group is None:
            states = self._states.get(word, ())
            group = self._groups[word] = Group(self._tree.root, word, states, self._known.columns(word))
        return group

    def _under(self, word: str) -> Sequence[Node]:
        """The statements at the top with a first word."""
        return self._tree.root.by_word.get(word, ())

    def fact(self, find: Callable[[ConfigTree], T]) -> T:
        """What a function finds out about the whole configuration, found once."""
        if find not in self._facts:
            self._facts[find] = find(WatchedTree(self._tree, self))
        found: T = self._facts[find]
        return found

    def number(self, asked: Asked) -> int | None:
        """The number of what stands under a word, of a fact, or of the statements that have an answer; None if that is
        new."""
        word = asked.word if isinstance(asked, Question) else asked
        if isinstance(word, str) and word not in self._states:
            return NOTHING
        if asked not in self._numbers:
            self._numbers[asked] = self._known.number(self._given(asked))
        return self._numbers[asked]

    def _given(self, asked: Asked) -> tuple[Hashable, ...]:
        """What there is to look at."""
        if isinstance(asked, Question):
            return self._group(asked.word).having(asked.number)
        return (asked, self.fact(asked)) if callable(asked) else tuple(self._under(asked))

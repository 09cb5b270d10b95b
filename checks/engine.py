"""Judging a configuration: pure, one outcome per rule, in the order of the rules."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from checks import judges, release
from checks.language.captures import captures_of, unasked
from checks.language.condition import Condition, Result, Scope, all_of, all_true
from checks.language.needed import needed
from checks.language.pattern import Match, Pattern
from checks.language.told import nothing_like
from checks.language.words import NOTHING, Compiler, Global, Problem
from checks.memory import Look, Memory
from checks.memory.shelf import Shelf
from checks.memory.watch import WatchedTree
from checks.outcome import (
    Answer,
    Answers,
    Gathered,
    Outcome,
    Part,
    Reason,
    gathered,
    joined,
    not_applicable,
    part,
    settled,
    spot,
)
from checks.platform import Platform, Syntax
from checks.policy import Policy, parameters
from checks.rule import Check, Rule
from checks.syntax.node import root_node
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text
from isms.core.nearest import hint

VERDICTS = {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.UNKNOWN}
NOT_HERE = not_applicable("die Regel betrifft diese Plattform nicht", "the rule does not concern this platform")
NOWHERE = root_node()  # stands for the top where nothing looks from it
NOT_WANTED = part(())
NO_BLOCK = not_applicable("nichts vorhanden, was zu prüfen wäre", "there is nothing to judge")
NOBODY_KNOWS = (
    "ob die Regel für $1 gilt, ist offen: ein Wert ist unkenntlich, oder die Liste in policy.yaml ist leer",
    "whether the rule holds for $1 is open: a value is masked, or the list in policy.yaml is empty",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: the tree, the policy that holds for the device, and its role in the register."""

    tree: ConfigTree
    policy: Policy
    role: str | None = None


Judge = Callable[[Subject], Answer]


class Parts(NamedTuple):
    """The conditions of an `each`; `same` are those that look from the top and are the same for every block, `alone`
    says that there are no others that look from the top, `words` are sets of first words of which a wanted block has
    one each, `nothing` is the answer where there is no block."""

    where: Sequence[Condition]
    skip: Sequence[Condition]
    must: Condition
    same: Sequence[Global]
    alone: bool
    words: Sequence[frozenset[str]]
    nothing: Outcome


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule made ready for one platform."""

    rule: Rule
    checks: tuple[Judge, ...]


def compile_rules(rules: Sequence[Rule], platform: Platform) -> tuple[CompiledRule, ...]:
    """The rules ready for a platform; loading has reported their mistakes already."""
    return tuple(compile_rule(rule, platform, _ignore) for rule in rules)


def _ignore(key: str, problem: Text) -> None:
    """Mistakes were reported when the rule was loaded."""


def compile_rule(rule: Rule, platform: Platform, problem: Problem) -> CompiledRule:
    """One rule; `problem` is told every mistake with its key."""
    flat = platform.syntax is Syntax.BRACES
    compiler = Compiler(flat, parameters(), problem)
    named = [(place, check) for place, check in enumerate(rule.checks) if platform.id in check.platform]
    checks = tuple(_check(check, compiler, f"checks.{place}") for place, check in named)
    return CompiledRule(rule, checks)


def _check(check: Check, compiler: Compiler, key: str) -> Judge:
    """One check of a rule."""
    compiler = replace(compiler, unasked=unasked(check))
    inner = _python(check, compiler, key) if check.python else _conditions(check, compiler, key)
    return _limited(check, inner, compiler, key)


def _python(check: Check, compiler: Compiler, key: str) -> Judge:
    """A check that needs more than the language."""
    for word in ("each", "where", "skip", "must", "default"):
        if getattr(check, word):
            compiler.wrong(f"{key}.{word}", "steht nicht neben ‚python‘", "cannot stand beside 'python'")
    function = judges.JUDGES.get(check.python or "")
    if function is None:
        meant = hint(check.python or "", judges.JUDGES, "checks/judges/__init__.py")
        de = f"keine Funktion heißt ‚{check.python}‘; {meant.de}"
        compiler.wrong(f"{key}.python", de, f"no function is called '{check.python}'; {meant.en}")
        return lambda _: NO_BLOCK
    return lambda subject: function(subject.tree, subject.policy)


def _limited(check: Check, inner: Judge, compiler: Compiler, key: str) -> Judge:
    """The check where its `roles`, `versions` and `na_when` let it apply."""
    na_when = compiler.conditions(check.na_when, f"{key}.na_when") if check.na_when is not None else ()
    wanted = release.compile_range(check.versions, lambda problem: compiler.problem(f"{key}.versions", problem))

    def judged(subject: Subject) -> Answer:
        if check.roles and subject.role not in check.roles:
            return not_applicable("die Regel betrifft diese Rolle nicht", "the rule does not concern this role")
        scope = _top(subject)
        if any(condition.holds(scope) for condition in na_when):
            return NO_BLOCK
        if wanted is not None:
            return release.judged(subject.tree, wanted, lambda: inner(subject))
        return inner(subject)

    return judged


def _top(subject: Subject) -> Scope:
    """The whole configuration."""
    return Scope(subject.tree.root, subject.tree.root, {}, subject.policy)


def _conditions(check: Check, compiler: Compiler, key: str) -> Judge:
    """A check made of conditions."""
    if not check.must:
        compiler.wrong(f"{key}.must", "‚must‘ oder ‚python‘ fehlt", "a check needs 'must' or 'python'")
    before = len(compiler.globals)
    must = all_of(compiler.conditions(check.must, f"{key}.must")) if check.must else NOTHING
    if check.each is None:
        for word in ("where", "skip"):
            if getattr(check, word) is not None:
                compiler.wrong(f"{key}.{word}", "steht nur neben ‚each‘", "needs 'each'")
        return lambda subject: _answer(must, check, _top(subject))
    blocks = compiler.patterns(check.each, f"{key}.each")
    where = compiler.conditions(check.where, f"{key}.where") if check.where is not None else ()
    skip = compiler.conditions(check.skip, f"{key}.skip") if check.skip is not None else ()
    bound = {name for pattern in blocks for name in captures_of(pattern)}
    from_top = compiler.globals[before:]
    same = tuple(one for one in from_top if bound.isdisjoint(one.names))
    none = nothing_like(blocks)
    nothing = NO_BLOCK._replace(verdict=check.if_none, reason=Reason(none.de, none.en))
    words = tuple(needed(check.where, compiler)) if all(len(pattern.steps) == 1 for pattern in blocks) else ()
    parts = Parts(where, skip, must, same, len(same) == len(from_top), words, nothing)
    return lambda subject: _each(subject, check, blocks, parts)


def _each(subject: Subject, check: Check, blocks: Sequence[Pattern], parts: Parts) -> Answer:
    """One answer for every matching block."""
    top = _top(subject)
    if parts.same:
        top = top._replace(known={one: one.answer(top) for one in parts.same})
    answers = [one for pattern in blocks for one in _answers(subject.tree, top, check, pattern, parts)]
    return gathered(answers, nothing=parts.nothing)


def _answers(tree: ConfigTree, top: Scope, check: Check, pattern: Pattern, parts: Parts) -> Iterable[Answers]:
    """The answers for the blocks that match a pattern; remembered with each block that alone decides."""
    words = pattern.first_words
    if words is None or not parts.alone:
        return (_part(pattern.find(top.root), top, check, parts),)
    inside = Scope(NOWHERE, NOWHERE, {}, top.policy, top.known)
    key = (pattern, id(top.policy), repr([*top.known.values()]) if top.known else "")  # of a text the hash is known
    return [
        one
        for word in words
        for one in tree.judged(word, key, lambda node: _block(node, pattern, inside, check, parts))
    ]


def _block(node: Node, pattern: Pattern, top: Scope, check: Check, parts: Parts) -> Part:
    """The answers for the blocks that begin with a statement."""
    index = node.by_word
    if any(words.isdisjoint(index) for words in parts.words):
        return NOT_WANTED
    return _part(pattern.find_at(node), top, check, parts)


def _part(matches: Iterable[Match], top: Scope, check: Check, parts: Parts) -> Part:
    """The answers for some blocks, taken together."""
    found = list(_matched(matches, top, check, parts))
    judged = [outcome for outcome in found if outcome is not None]
    return part(judged, exempted=len(found) - len(judged))


def _matched(matches: Iterable[Match], top: Scope, check: Check, parts: Parts) -> Iterator[Outcome | None]:
    """The answers for the blocks that match and are wanted; None for one that is exempted."""
    where, skip, must = parts.where, parts.skip, parts.must
    for match in matches:
        scope = Scope(top.root, match.node, match.captures, top.policy, top.known)
        wanted = all_true(where, scope, sure=match.sure)
        if wanted is not False:
            exempt = bool(skip) and all_true(skip, scope)
            certain = wanted is True and exempt is False
            yield None if exempt is True else _answer(must, check, scope, certain=certain)


def _answer(must: Condition, check: Check, scope: Scope, *, certain: bool = True) -> Outcome:
    """The answer for one block or for the whole configuration; `certain`: the block is surely one to be judged."""
    result = must.answer(scope)
    spots = result.spots
    if not spots and scope.block.number:
        spots = (spot(scope.block),)
    if result.holds is False and not certain:
        result = Result(None, Reason(*NOBODY_KNOWS, (scope.block.number,)), spots)
    return Outcome(
        verdict=VERDICTS[result.holds],
        reason=result.reason,
        spots=spots,
        judged=1,
        default=check.default if result.defaulted or not result.spots else None,
    )


def judge(compiled: CompiledRule, subject: Subject) -> Outcome:
    """The answer of one rule; our own fault while judging is the verdict `error`, never silence."""
    return settled(_judged(compiled, subject))


def _judged(compiled: CompiledRule, subject: Subject) -> Answer:
    """The same, some of which may still lie with the blocks."""
    if not compiled.checks:
        return NOT_HERE
    try:
        return _together([check(subject) for check in compiled.checks])
    except Exception as error:  # one rule that breaks must not stop the run
        kind = type(error).__name__
        reason = Reason(f"Fehler beim Prüfen: {kind}", f"error while judging: {kind}")
        return Outcome(verdict=Verdict.ERROR, reason=reason)


def _together(answers: Sequence[Answer]) -> Answer:
    """The answer of several checks: that of the only one that applies as it is, otherwise one for all that do."""
    applicable = [answer for answer in answers if answer.verdict is not Verdict.NA] or answers[:1]
    if len(applicable) > 1:
        return joined(map(settled, applicable), nothing=NO_BLOCK)
    only, first = applicable[0], answers[0]
    if isinstance(only, Gathered) and only is not first and only.nothing.verdict is Verdict.NA:
        return only._replace(nothing=settled(first))  # what is said where nothing of all this is there
    return only


def judge_all(compiled: Sequence[CompiledRule], subject: Subject) -> tuple[Outcome, ...]:
    """The answers of all rules, in their order."""
    return tuple(judge(one, subject) for one in compiled)


def answer_all(compiled: Sequence[CompiledRule], subject: Subject, memory: Memory) -> tuple[Answer, ...]:
    """The answers of all rules, in their order; the memory is asked first where the tree is made of known blocks.

    The lines they name are numbered as their nodes are: `record.located` says where they stand in this file.
    """
    if not subject.tree.is_known:
        return judge_all(compiled, subject)
    look = memory.look(subject.tree)
    shelves = memory.shelves(compiled, subject.policy, subject.role)
    answers = tuple(
        [
            look.find(shelf) or _asked(one, subject, memory, look, shelf)
            for one, shelf in zip(compiled, shelves, strict=True)
        ]
    )
    look.close()
    return answers


def _asked(one: CompiledRule, subject: Subject, memory: Memory, look: Look, shelf: Shelf) -> Answer:
    """The answer of a rule, which is remembered with what it looked at."""
    tree = WatchedTree(subject.tree, look)
    answer = _judged(one, Subject(tree, subject.policy, subject.role))
    memory.keep(shelf, tree.watch, look, answer)
    return answer

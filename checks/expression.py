"""Small expressions over captures and policy parameters: `0 < 60 * m + s <= 60 * IDLE_MINUTES`."""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from isms.core.model.text import Text

Value = int | float | str | bool | tuple[str, ...]
OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}
ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.BinOp, ast.Compare, ast.Name, ast.Load,
    ast.Constant, *OPERATORS,
)  # fmt: skip


class ExpressionError(ValueError):
    """An expression that cannot be read; says why in both languages."""

    def __init__(self, *, de: str, en: str) -> None:
        """Keep the sentence in both languages."""
        super().__init__(en)
        self.message = Text(de=de, en=en)


def compile_expression(text: str) -> ast.expr:
    """The expression; raises ExpressionError if it holds anything but names, numbers, comparisons, sums, products."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ExpressionError(de=f"‚{text}‘ ist kein Ausdruck", en=f"'{text}' is no expression") from error
    for node in ast.walk(tree):
        if not isinstance(node, ALLOWED):
            kind = type(node).__name__
            raise ExpressionError(
                de=f"‚{text}‘ enthält etwas, das nicht zulässig ist: {kind}",
                en=f"'{text}' holds something that is not allowed: {kind}",
            )
    return tree.body


def names(expression: ast.expr) -> frozenset[str]:
    """The captures and parameters it reads."""
    return frozenset(node.id for node in ast.walk(expression) if isinstance(node, ast.Name))


def evaluate(expression: ast.expr, values: Mapping[str, Value]) -> Any:
    """The value; a name that is not given raises KeyError."""
    match expression:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(operand=operand):
            return not evaluate(operand, values)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](evaluate(left, values), evaluate(right, values))
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(evaluate(part, values) for part in parts)
        case ast.BoolOp(values=parts):
            return any(evaluate(part, values) for part in parts)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            return _compare(left, ops, rights, values)
    kind = type(expression).__name__
    raise ExpressionError(de=f"{kind} ist nicht zulässig", en=f"{kind} is not allowed")


def mismatch(expression: ast.expr, values: Mapping[str, Value]) -> str | None:
    """The part that such values do not allow (`'a' < 3`), or None."""
    for node in ast.walk(expression):
        try:
            if isinstance(node, ast.BinOp):
                evaluate(node, values)
            elif isinstance(node, ast.Compare):
                for left, op, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
                    OPERATORS[type(op)](evaluate(left, values), evaluate(right, values))
        except TypeError:
            return ast.unparse(node)
    return None


def _compare(left: ast.expr, ops: list[ast.cmpop], rights: list[ast.expr], values: Mapping[str, Value]) -> bool:
    """A chain such as `0 < n <= 10`."""
    one = evaluate(left, values)
    for op, right in zip(ops, rights, strict=True):
        other = evaluate(right, values)
        if not OPERATORS[type(op)](one, other):
            return False
        one = other
    return True

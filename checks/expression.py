"""Small expressions over captures and policy parameters: `0 < 60 * m + s <= 60 * IDLE_MINUTES`."""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

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
    """An expression that cannot be read."""


def compile_expression(text: str) -> ast.expr:
    """The expression; raises ExpressionError if it holds anything but names, numbers, comparisons, sums, products."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ExpressionError(f"'{text}' is no expression") from error
    for node in ast.walk(tree):
        if not isinstance(node, ALLOWED):
            raise ExpressionError(f"'{text}' holds something that is not allowed: {type(node).__name__}")
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
    raise ExpressionError(ast.dump(expression))


def _compare(left: ast.expr, ops: list[ast.cmpop], rights: list[ast.expr], values: Mapping[str, Value]) -> bool:
    """A chain such as `0 < n <= 10`."""
    one = evaluate(left, values)
    for op, right in zip(ops, rights, strict=True):
        other = evaluate(right, values)
        if not OPERATORS[type(op)](one, other):
            return False
        one = other
    return True

"""Small faults: each is one change of a few characters, found in the syntax tree.

Nothing in annotations, docstrings, log lines and the text of errors is changed: it would be no
fault that a meeting shows.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in",
}  # fmt: skip
RECKONED = {"+": "-", "-": "+", "*": "/", "/": "*", "//": "*", "%": "*"}
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}


@dataclass(frozen=True)
class Mutant:
    """One fault in one file."""

    file: str
    """From the root, with slashes."""
    function: str
    """The qualified name of the function that it is in; "" at the module's or a class's level."""
    line: int
    start: int
    """Characters into the source, up to `end`, are replaced by `put`."""
    end: int
    put: str
    what: str
    """The kind of fault."""
    before: str
    """The line as it is, stripped."""
    after: str

    @property
    def id(self) -> str:
        """The same for as long as the line and its place in the file are."""
        told = f"{self.file}|{self.function}|{self.before}|{self.after}|{self.what}|{self.line}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def applied(self, source: str) -> str:
        """`source` with the fault in it."""
        return source[: self.start] + self.put + source[self.end :]


class _Finder(ast.NodeVisitor):
    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[tuple[str, int, int, str, str]] = []
        self._within: list[str] = []
        self._function = ""
        starts = [0]
        for line in source.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self._starts = starts
        self._lines = source.splitlines(keepends=True)

    # Places -----------------------------------------------------------------------------------

    def at(self, line: int, column: int) -> int:
        """Characters into the source; `column` is in bytes, as ast counts."""
        before = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(before)

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.at(node.lineno, node.col_offset),
            self.at(node.end_lineno, node.end_col_offset),
        )

    def add(self, what: str, start: int, end: int, put: str) -> None:
        self.found.append((self._function, start, end, put, what))

    def between(self, what: str, left: ast.expr, right: ast.expr, was: str, put: str) -> None:
        """Replace the operator `was` that stands between two expressions."""
        start, end = self.span(left)[1], self.span(right)[0]
        pattern = r"\s+".join(map(re.escape, was.split()))
        if found := re.search(rf"(?<!\w){pattern}(?!\w)", self.source[start:end]):
            self.add(what, start + found.start(), start + found.end(), put)

    # What is looked at ------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        outer, self._within = self._within, [*self._within, node.name]
        before, self._function = self._function, ".".join(self._within)
        self._within = [*self._within, "<locals>"]
        self._body(node.body)
        self._within, self._function = outer, before

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._within = self._within, [*self._within, node.name]
        self._body(node.body)
        self._within = outer

    def _body(self, body: list[ast.stmt]) -> None:
        for statement in body:
            docstring = isinstance(statement, ast.Expr) and isinstance(
                statement.value, ast.Constant
            )
            if not docstring:
                self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.add("not raised", *self.span(node), "pass")

    def visit_Assert(self, node: ast.Assert) -> None:
        """States a type."""

    def visit_Import(self, node: ast.Import) -> None:
        """Nothing to change."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Nothing to change."""

    def visit_Compare(self, node: ast.Compare) -> None:
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            was = _SIGNS[type(operator)]
            self.between("comparison", left, right, was, COMPARED[was])
            left = right
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        was, put = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            self.between("and, or", left, right, was, put)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        was = _SIGNS.get(type(node.op))
        if was in RECKONED and not _is_text(node.left) and not _is_text(node.right):
            self.between("reckoning", node.left, node.right, was, RECKONED[was])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            start, _ = self.span(node)
            self.add("not left out", start, self.span(node.operand)[0], "")
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        self._negated(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self.generic_visit(node)  # negated, most would never end

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negated(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._negated(test)
        self.generic_visit(node)

    def _negated(self, test: ast.expr) -> None:
        if isinstance(test, ast.Compare | ast.UnaryOp):
            return  # the comparison's own opposite, or the not left out, is as good
        start, end = self.span(test)
        self.add("condition negated", start, end, f"(not ({self.source[start:end]}))")

    def visit_Constant(self, node: ast.Constant) -> None:
        start, end = self.span(node)
        match node.value:
            case bool():
                self.add("boolean", start, end, str(not node.value))
            case int() | float():
                self.add("number", start, end, repr(node.value + 1))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Its parts have no place of their own before Python 3.12."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        named = isinstance(node.value, ast.Name) and node.value.id[:1].isupper()
        if not named:  # Annotated[...], Literal[...]
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in SWAPPED:
            self.add("swapped", *self.span(node.func), SWAPPED[node.func.id])
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.add("statement left out", *self.span(node), "pass")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Call) or ast.unparse(node.value).startswith("log."):
            return
        self.add("statement left out", *self.span(node), "pass")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is None:
            return
        if not (isinstance(node.value, ast.Constant) and node.value.value in {None, True, False}):
            self.add("nothing returned", *self.span(node.value), "None")
        self.generic_visit(node)

    def visit_Break(self, node: ast.Break) -> None:
        self.add("goes on", *self.span(node), "continue")


_SIGNS: dict[type, str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
}  # fmt: skip


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def mutants_of(file: str, source: str) -> Iterator[Mutant]:
    """Every fault that can be put into `source`; of a few, see `is_python`, no Python comes."""
    finder = _Finder(source)
    tree = ast.parse(source)
    finder._body(tree.body)
    lines = source.splitlines()
    for function, start, end, put, what in sorted(set(finder.found), key=lambda f: (f[1], f[2])):
        changed = source[:start] + put + source[end:]
        line = source.count("\n", 0, start)
        yield Mutant(
            file, function, line + 1, start, end, put, what,
            before=lines[line].strip(), after=changed.splitlines()[line].strip(),
        )  # fmt: skip


def is_python(mutant: Mutant, source: str) -> bool:
    """Whether `source` with the fault in it can still be read."""
    try:
        ast.parse(mutant.applied(source))
    except SyntaxError:
        return False
    return True

"""Where the house's own files lie: what the architecture tests read."""

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
APPS = ("contracts", "grievances", "bargaining", "arbitration", "committees", "paygrades")
OURS = ("laborrel", *APPS)


def python_files(*places: str) -> list[Path]:
    return sorted(path for place in places for path in (HOUSE / place).rglob("*.py") if "__pycache__" not in path.parts)


def source_files() -> list[Path]:
    """Every line a person wrote that runs in production; migrations are written by the machine."""
    return [path for path in python_files(*OURS) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted((HOUSE / "templates").rglob("*.*"))


def short(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_built(app: str) -> bool:
    return (HOUSE / app / "apps.py").exists()

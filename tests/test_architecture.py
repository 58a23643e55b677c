"""The house stands as drawn: floors import only downwards, each package's door is what it says, and opens quickly."""

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("library", "indexing", "story", "creator", "ui")
HEAVY = (
    "torch",
    "gradio",
    "av",
    "faiss",
    "moviepy",
    "cv2",
    "scenedetect",
    "sentence_transformers",
    "sqlalchemy",
)


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the top-level name of each package that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def upward(package: str, source: str) -> list[tuple[int, str]]:
    """Return the imports of a module of `package` that lead upstairs, or out to tests and benchmarks."""
    above = {*FLOORS[FLOORS.index(package) + 1 :], "tests", "benchmarks"}
    return [(line, name) for line, name in imports(source) if name in above]


@pytest.mark.parametrize("package", FLOORS)
def test_imports_go_down_only(package: str) -> None:
    modules = list((ROOT / package).rglob("*.py"))
    assert modules
    found = {path.relative_to(ROOT): upward(package, path.read_text("utf-8")) for path in modules}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_an_import_that_goes_up_would_be_seen() -> None:
    sources = [
        "import story",
        "from ui.words import x",
        "def f():\n    from creator import y",
        "import tests.conftest",
    ]
    assert all(upward("indexing", source) for source in sources)
    assert not any(
        upward("indexing", source) for source in ("import library", "from indexing import x", "import av")
    )


def test_there_are_exactly_five_packages() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == set(FLOORS)


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the statements of a module itself, those under `if TYPE_CHECKING` too."""
    for statement in tree.body:
        yield from statement.body if isinstance(statement, ast.If) else [statement]


def public_names(package: str) -> set[str]:
    """Return what a package's `__init__` takes in from its own modules or defines, without a leading underscore."""
    names: set[str] = set()
    for statement in statements(ast.parse((ROOT / package / "__init__.py").read_text("utf-8"))):
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").partition(".")[0] == package:
            names.update(alias.asname or alias.name for alias in statement.names)
        elif isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            names.update(target.id for target in statement.targets if isinstance(target, ast.Name))
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("package", FLOORS)
def test_the_door_of_a_package_is_what_it_says(package: str) -> None:
    door = importlib.import_module(package)
    assert list(door.__all__) == sorted(
        set(door.__all__), key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )
    assert set(door.__all__) == public_names(package)
    missing = [name for name in door.__all__ if getattr(door, name, None) is None]
    assert missing == []
    with pytest.raises(AttributeError, match="no_such_name"):
        door.no_such_name  # noqa: B018 - asking is the test


def test_no_door_brings_heavy_machinery() -> None:
    program = f"import sys, {', '.join(FLOORS)}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", ["library.errors", "library.progress", "indexing.errors"])
def test_errors_and_progress_need_neither_numpy_nor_the_database(module: str) -> None:
    program = (
        f"import sys, {module}; print([name for name in ('numpy', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"

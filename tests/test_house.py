"""The house: who may import whom, where outside packages come in, and how large rooms may be."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("kb", "ingest", "index", "ui")
MODULES = [*sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")), ROOT / "kennisbank.py"]

LONGER_WITH_REASON = {
    "kb/records.py": 600,  # all shared data types stand in one place
    "kennisbank.py": 1000,  # the one door is one module; it only calls the rooms
}


def imported(path):
    """Top-level names that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_door_imports_no_screen_and_no_engine():
    """kennisbank.py knows no ui, no Streamlit, Whoosh, pdfminer, spaCy or SQLAlchemy."""
    names = set(imported(ROOT / "kennisbank.py"))
    assert names & set(ROOMS) == {"kb", "ingest", "index"}
    assert not names & {"ui", "streamlit", "typer", "rich", "whoosh", "pdfminer", "spacy", "sqlalchemy"}


@pytest.mark.parametrize(
    ("package", "room"),
    [
        ("pdfminer", "ingest"),
        ("whoosh", "index"),
        ("streamlit", "ui"),
        ("typer", "ui"),
        ("sqlalchemy", "kb/store"),
    ],
)
def test_an_outside_package_comes_in_at_one_place(package, room):
    """Each is imported in its own room only."""
    users = [path for path in MODULES if package in imported(path)]
    assert users
    assert all(path.is_relative_to(ROOT / room) for path in users), users


def test_no_file_in_ui_hides_a_package():
    """Streamlit puts ui/ first on the import path."""
    names = {path.stem for path in (ROOT / "ui").iterdir()}
    assert not names & {"kb", "ingest", "index", "kennisbank", "seeds", "tests"}


def test_files_are_small_enough_to_read():
    """A module has at most 400 lines; who needs more says why."""
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= LONGER_WITH_REASON.get(name, 400), (name, lines)


def test_seeds_are_byte_for_byte_what_they_were():
    """Gold refers to the seeds by their sha256."""
    import hashlib  # noqa: PLC0415

    hashes = {hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in (ROOT / "seeds").glob("*.txt")}
    assert hashes == {"aa4cfe22d855", "320c4dabe938", "4d6277a41cbd", "d031d9a2eb01", "413d262d495e"}

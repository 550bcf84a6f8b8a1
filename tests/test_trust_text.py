"""What leaves and what comes in as text: no formula in an export, no path from a request, no SQL of strings."""

import ast
import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from test_ui_export import origin
from ui_builders import hit, passage

from ui import export
from ui.views import __file__ as views

ROOT = Path(__file__).parent.parent
FORMULAS = (
    "=cmd|' /C calc'!A0", "+1+cmd|x", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠1",
    '=HYPERLINK("http://x";"y")', "=1+1;=2", '"=1"',
)  # fmt: skip
ODD = "a\x00b\ud800c\ufffed\x1b[31me\x08f"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_export_holds_a_formula(text):
    """Not from the text of a document, a title, a query or a filter: what a link puts there is exported too."""
    hits, about = [hit(passage(text))], origin(query=text, filters=(text,))
    rows = csv.reader(io.StringIO(export.csv_bytes(hits, about).decode("utf-8-sig")), delimiter=";")
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")), cell
    book = load_workbook(io.BytesIO(export.xlsx_bytes(hits, about)))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_letters_that_no_file_can_hold_are_left_out():
    """Half letters and control characters in a text: the export is made, and opens."""
    hits, about = [hit(passage(ODD))], origin(query=ODD)
    book = load_workbook(io.BytesIO(export.xlsx_bytes(hits, about)))
    assert "abcd[31mef" in [cell.value for row in book.active.iter_rows() for cell in row]
    word = zipfile.ZipFile(io.BytesIO(export.docx_bytes(hits, about)))
    assert "abcd" in word.read("word/document.xml").decode()


def calls(folder: Path, *names: str):
    """Every call of one of these names below a folder: file, line, the call."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in names:
                    yield path.relative_to(ROOT).as_posix(), node.lineno, node


PRAGMA = "kb/store/database.py"


def test_no_sql_is_made_of_strings():
    """SQL text is given as a constant only; the one exception sets a number of ours (user_version)."""
    made = []
    for place, line, call in calls(ROOT / "kb" / "store", "exec_driver_sql", "executescript", "text"):
        for argument in call.args[:1]:
            constant = isinstance(argument, ast.Constant | ast.Name | ast.IfExp) and not (
                isinstance(argument, ast.IfExp)
                and not (isinstance(argument.body, ast.Constant) and isinstance(argument.orelse, ast.Constant))
            )
            if not constant:
                made.append((place, line, ast.unparse(argument)))
    assert [item for item in made if item[0] != PRAGMA] == []
    assert [argument for _, _, argument in made] == ["f'PRAGMA user_version = {newest}'"]


def test_no_sql_outside_the_store():
    """Only the store knows SQL; what measures plain baselines in a database of its own gives constants."""
    outside = [
        (place, line, ast.unparse(call.args[0]))
        for room in ("ingest", "index", "ui", "kb/annotate", "kb/registers", "kb/identify")
        for place, line, call in calls(
            ROOT / room, "execute", "executemany", "exec_driver_sql", "executescript"
        )
        if call.args and not isinstance(call.args[0], ast.Constant)
    ]
    assert {place for place, _, _ in outside} <= {"index/baselines.py", "index/rivals.py"}, outside


def test_no_page_opens_a_path_that_a_request_names():
    """Pages read files only through the door (by document) or from beside the program."""
    opened = []
    for place, line, call in calls(
        Path(views).parent, "open", "Path", "read_text", "read_bytes", "write_bytes"
    ):
        written = ast.unparse(call)
        if "st.query_params" in written or "address" in written or "session.given" in written:
            opened.append((place, line, written))
    assert opened == []


def test_nothing_is_run_or_unpickled_that_comes_from_a_text():
    """No eval, exec, shell or unsafe loader anywhere; pickles only between our own processes."""
    found = []
    for room in ("kb", "ingest", "index", "ui"):
        for place, line, call in calls(
            ROOT / room, "eval", "exec", "system", "popen", "loads", "load", "run", "Popen"
        ):
            written = ast.unparse(call)
            if written.startswith(("eval(", "exec(", "os.system", "os.popen", "marshal.", "yaml.")):
                found.append((place, line, written))
            if "shell=True" in written:
                found.append((place, line, written))
            if "pickle.load" in written and not place.startswith("ingest/worker"):
                found.append((place, line, written))
    assert found == []

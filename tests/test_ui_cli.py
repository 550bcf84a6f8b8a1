"""The command line itself: its Dutch, its options, its exit statuses, what stands on which stream."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from ui_builders import document, hit, passage, result

from index.results import Beside, Expansion, Place, Understood
from kb.filters import Filters, YearRange
from kb.reports import FileReport, IngestReport, KennisbankError, NotFound, UnknownValue
from ui import cli
from ui.cli_filters import WrongUse, parse_years
from ui.server import answers

ROOT = Path(__file__).parent.parent


class Double:
    """Stands in for a kennisbank: remembers what it was asked."""

    asked: tuple = ()
    report = IngestReport((FileReport("a.txt", "toegevoegd", "a", None, None, 3),), 2, 0.1, "regels", {})
    revision = 7

    def __init__(self, home):
        type(self).home = home

    def close(self):
        """Nothing to give back."""

    def search(self, query, filters, **options):
        type(self).asked = (query, filters, options)
        return result(hit(passage("De wachttijd loopt op.", section=("1 Kop",))), query=query)

    def resolve_filter(self, _field, text):
        if text == "huurtoeslg":
            raise UnknownValue('Onbekende waarde "huurtoeslg". Bedoelt u: Huurtoeslag?', ("Huurtoeslag",))
        return text.lower().replace(" ", "-")

    def document(self, document_id):
        if document_id != "kst-31066-1232":
            raise NotFound("Er is geen document met dit id.")
        return document(document_id, passages=1)

    @property
    def taxonomy(self):
        return type("Taxonomy", (), {"label": staticmethod(lambda _facet, value: value)})

    def documents(self, *, removed=False):
        return () if removed else tuple(document(f"kst-31066-123{n}", passages=1) for n in range(3))

    def passages(self, _document_id=None):
        return iter([passage("Een."), passage("Twee.", start=9)])

    def ingest(self, paths, **options):
        type(self).asked = (paths, options)
        return self.report

    def remove(self, *_arguments, **_options):
        raise KennisbankError("De map is vol.")


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command line on a stand-in; gives (status, standard output, standard error)."""
    monkeypatch.setattr("kennisbank.Kennisbank", Double)

    def runner(*arguments: str):
        status = cli.run(list(arguments))
        out, err = capsys.readouterr()
        return status, out, err

    return runner


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["--regeling", "Kindgebonden budget", "--regeling", "Huurtoeslag"],
            Filters(regelingen=("kindgebonden-budget", "huurtoeslag")),
        ),
        (
            [
                "--type",
                "kamerbrief",
                "--theme",
                "ict",
                "--kpi",
                "k",
                "--organisation",
                "o",
                "--person",
                "p",
                "--party",
                "cda",
            ],
            Filters(
                kinds=("kamerbrief",),
                themes=("ict",),
                kpis=("k",),
                organisations=("o",),
                persons=("p",),
                parties=("cda",),
            ),
        ),
        (
            ["--year", "2022", "--year", "2018-2020"],
            Filters(years=(YearRange(2022, 2022), YearRange(2018, 2020))),
        ),
        (
            ["--year", "2022", "--year-kind", "session"],
            Filters(years=(YearRange(2022, 2022),), year_kind="session"),
        ),
        (
            ["--not-regeling", "Huurtoeslag", "--not-type", "kamerbrief", "--not-year", "2021-2022"],
            Filters(
                excluded=(
                    ("kinds", "kamerbrief"),
                    ("regelingen", "huurtoeslag"),
                    ("years", "2021"),
                    ("years", "2022"),
                )
            ),
        ),
        (["--document", "kst-31066-1232"], Filters(documents=("kst-31066-1232",))),
        ([], Filters()),
    ],
)
def test_filters_on_the_command_line(run, arguments, expected):
    """Labels become ids, repeated filters pile up, --not- excludes."""
    status, _, _ = run("search", "vraag", *arguments)
    assert status == 0
    assert Double.asked[:2] == ("vraag", expected)


def test_search_options_reach_the_kennisbank(run):
    """Order, exactness, limit and offset; ten hits unless told."""
    run("search", "x", "--sort", "date", "--exact", "--limit", "3", "--offset", "6")
    usual = {"sort": "relevance", "exact": False, "off": (), "grouped": True, "limit": 10, "offset": 0}
    assert Double.asked[2] == usual | {"sort": "date", "exact": True, "limit": 3, "offset": 6}
    run("search", "x", "--without", "iv=ICT", "--without", "jaar:2022", "--every-place")
    assert Double.asked[2] == usual | {"off": ["iv=ICT", "jaar:2022"], "grouped": False}
    run("search")
    assert Double.asked == ("", Filters(), usual)


def test_a_search_tells_how_the_query_was_read(run, monkeypatch):
    """Words searched along and preferences, with what switches them off; the same text; both counts."""
    read = Understood(expansions=(Expansion("iv", ("ICT",), "afkorting"),), wishes=("jaar:2022",))
    found = hit(
        passage("Dezelfde woorden."), places=(Place("b.1", "b", "B", "Brief B, p. 2"),), other_places=1,
        similar=("c.1", "d.1"),
    )  # fmt: skip
    page = result(found, understood=read, total=4, groups=1)
    monkeypatch.setattr(Double, "search", lambda *_args, **_options: page)
    out = run("search", "iv 2022")[1]
    assert '--without "iv=ICT"' in out
    assert '--without "jaar:2022"' in out
    assert "dezelfde tekst: Brief B, p. 2 [b.1]" in out
    assert "bijna dezelfde tekst: c.1, d.1" in out
    assert "1-1 van 4 passages in 1 treffer\n" in out


def test_no_hits_are_told_with_what_was_searched(run, monkeypatch):
    """And what may be tried; a label that led to a hit is named."""
    page = result(understood=Understood(terms=("wachttijd",), phrases=("leert door",)), total=0)
    monkeypatch.setattr(Double, "search", lambda *_args, **_options: page)
    out = run("search", "wachttijd")[1]
    assert "niets gevonden voor: wachttijd, “leert door”" in out
    assert "zonder aanhalingstekens" in out
    labelled = result(hit(passage("Woorden."), beside=(Beside("label", "Wachttijden", ()),)), total=1)
    monkeypatch.setattr(Double, "search", lambda *_args, **_options: labelled)
    out = run("search", "wachttijd")[1]
    assert "gevonden aan het label: Wachttijden" in out
    assert "niets gevonden" not in out


def test_json_is_one_object_and_nothing_else(run):
    """Programs read standard output; people's lines stay away from it."""
    for arguments in (["search", "x", "--json"], ["documents", "--json"], ["passages", "--json"]):
        status, out, err = run(*arguments)
        assert status == 0
        assert isinstance(json.loads(out), dict)
        assert err == ""
    assert json.loads(run("documents", "--json")[1]).keys() == {"documents", "total", "revision"}


def test_lists_take_limit_and_offset_and_keep_the_total(run):
    """A window on a list; its total is that of the whole."""
    told = json.loads(run("documents", "--json", "--limit", "1", "--offset", "1")[1])
    assert [item["document_id"] for item in told["documents"]] == ["kst-31066-1231"]
    assert (told["total"], told["revision"]) == (3, 7)
    assert len(json.loads(run("documents", "--json")[1])["documents"]) == 3


def test_jsonl_streams_a_record_a_line(run):
    """Each line is a record by itself."""
    lines = run("passages", "--jsonl")[1].splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["Een.", "Twee."]


def test_what_people_read_is_dutch(run):
    """Results on standard output in plain lines."""
    out = run("search", "wachttijd")[1]
    assert "1. Bron, p. 1" in out
    assert "De wachttijd loopt op." in out
    assert "1-1 van 1 passages" in out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["zoek"], 2, "De opdracht 'zoek' bestaat niet."),
        (["search", "--foo"], 2, "De optie --foo bestaat niet."),
        (["search", "--limit", "x"], 2, "geheel getal"),
        (["search", "--limit", "-1"], 2, "minstens 0"),
        (["search", "--limit"], 2, "De optie --limit vraagt een waarde."),
        (["search", "--sort", "mooiste"], 2, "'mooiste' is geen van 'relevance', 'date'"),
        (["search", "a", "b"], 2, "Hier hoort niets meer achter te staan: b"),
        (["search", "--year", "gisteren"], 2, "'gisteren' is geen jaar"),
        (["search", "--year", "2023-2021"], 2, "2021-2023"),
        (["search", "--regeling", "huurtoeslg"], 2, "Huurtoeslag"),  # the nearest is named
        (["search", "--document", "kst-31066-123"], 2, "kst-31066-123"),
        (["remove"], 2, "Het argument DOCUMENT_ID ontbreekt."),
        (["judge", "confirm", "x"], 2, "De optie --who ontbreekt."),
        (["judge", "confirm", "x", "--who", "ik", "--start", "3"], 2, "--start en --end samen"),
        (["passages", "--document", "weg"], 3, "Niet mogelijk: Er is geen document"),
        (["remove", "kst-31066-1232"], 3, "Niet mogelijk: De map is vol."),
        ([], 2, "Opdrachten:"),
    ],
)
def test_wrong_use_and_what_cannot_be_done(run, arguments, status, told):
    """Dutch, on standard error, with the exit status of the contract, and no result on standard output."""
    found, out, err = run(*arguments)
    assert found == status
    assert told in err
    assert out == ""
    for english in (
        "Error",
        "Usage",
        "Invalid",
        "Missing",
        "No such",
        "Try ",
        "Got unexpected",
        "Input should",
    ):
        assert english not in err


def test_a_refused_file_is_done_in_part(run, monkeypatch):
    """Exit status 1, and the file is named with the reason."""
    refused = FileReport("b.pdf", "geweigerd", None, "Het bestand is leeg. Controleer het bestand.", "leeg")
    monkeypatch.setattr(
        Double, "report", IngestReport((*Double.report.files, refused), 2, 0.1, "regels", {}), raising=True
    )
    status, out, _ = run("ingest", "map")
    assert status == 1
    assert "toegevoegd: a.txt als a (3 passages)" in out
    assert "geweigerd: b.pdf" in out
    assert "Het bestand is leeg." in out
    assert "1 toegevoegd, 1 geweigerd" in out
    assert run("ingest", "map", "--json")[0] == 1


def test_the_home_folder(run, monkeypatch):
    """--home goes before the environment, which goes before the folder here."""
    monkeypatch.delenv("KENNISBANK_HOME", raising=False)
    run("documents")
    assert Path(".kennisbank") == Double.home
    monkeypatch.setenv("KENNISBANK_HOME", "/tmp/een")
    run("documents")
    assert Path("/tmp/een") == Double.home
    run("--home", "/tmp/twee", "documents")
    assert Path("/tmp/twee") == Double.home


COMMANDS = [
    "export",
    "pages",
    "ingest",
    "remove",
    "restore-document",
    "documents",
    "passages",
    "search",
    "explain",
    "judge",
    "judgements",
    "bench",
    "check",
    "reindex",
    "searches",
    "taxonomy",
    "web",
]


@pytest.mark.parametrize(
    "command",
    [
        [],
        *([name] for name in COMMANDS),
        *(["taxonomy", name] for name in ("check", "show")),
        *(["searches", name] for name in ("add", "list", "seen", "pause", "resume", "remove", "feeds")),
    ],
)
def test_help_is_dutch_throughout(run, command):
    """No word of the library's own English is left, and every option says what it does."""
    status, out, _ = run(*command, "--help")
    assert status == 0
    assert out.startswith("Gebruik: kennisbank")
    for english in (
        "Usage",
        "Options:",
        "Commands:",
        "Arguments:",
        "Show this",
        "[default",
        "[required]",
        "TEXT",
        "INTEGER",
        "<str>",
        "<int",
        "COMMAND",
    ):
        assert english not in out


@pytest.mark.parametrize("text", ["", "22", "2022-", "2022-20231", "x2022", "٢٠٢٢-"])
def test_what_is_no_year(text):
    """Four digits, or two times four."""
    with pytest.raises(WrongUse):
        parse_years(text)


def test_an_export_is_written_whole(run, tmp_path):
    """All hits unless told otherwise, the filters in words in its origin; people's line on standard error."""
    file = tmp_path / "uit.csv"
    status, out, err = run(
        "export", "passages", "vraag", "--regeling", "Huurtoeslag", "--year", "2022", "-o", str(file)
    )
    assert (status, out) == (0, "")
    assert "1 passage" in err
    assert Double.asked[2]["limit"] > 1_000_000
    told = file.read_text(encoding="utf-8-sig")
    assert "De wachttijd loopt op." in told
    assert "regeling: Huurtoeslag; jaar: 2022" in told


def test_an_export_that_cannot_be_written(run, tmp_path):
    """Not possible, said with what to do."""
    status, _, err = run("export", "passages", "-o", str(tmp_path / "geen" / "map.csv"))
    assert status == 3
    assert "Kies een andere plaats met -o." in err


def test_a_port_that_is_taken(run):
    """Not possible, with the way out; nothing is started."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        status, _, err = run("web", "--no-browser", "--port", str(other.getsockname()[1]))
    assert status == 3
    assert "Kies een andere met --port" in err


def test_the_app_starts_and_stops(tmp_path):
    """`kennisbank web` says where it is once it answers, and takes the app along when it is ended."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "ui.cli",
        "--home",
        str(tmp_path / "k"),
        "web",
        "--no-browser",
        "--port",
        str(port),
    ]
    child = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        line = child.stderr.readline()
        assert f"http://127.0.0.1:{port}" in line
        assert answers(port)
    finally:
        child.terminate()
        child.communicate(timeout=20)
    assert child.returncode == 0
    assert not answers(port)


def test_help_is_fast_because_it_imports_little():
    """Help loads neither the app, nor the language, nor the index."""
    code = (
        "import sys\n"
        "from ui import cli\n"
        "cli.run(['search', '--help'])\n"
        "heavy = {'streamlit', 'spacy', 'whoosh', 'sqlalchemy', 'numpy', 'kennisbank', 'rich'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_closed_pipe_is_no_error():
    """`kennisbank … | head` ends quietly."""
    code = (
        "import sys\n"
        "from ui import cli\n"
        "from ui.cli_base import app\n"
        "@app.command('eindeloos')\n"
        "def endless() -> int:\n"
        "    while True:\n"
        "        sys.stdout.write('regel\\n')\n"
        "sys.exit(cli.run(['eindeloos']))\n"
    )
    shell = f'"{sys.executable}" -c "$CODE" | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", shell],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"CODE": code, "PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.split() == ["regel", "0"]
    assert done.stderr == ""

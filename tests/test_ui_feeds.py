"""Atom files of saved searches, and the commands about them."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from kb.filters import Filters
from kennisbank import Kennisbank
from ui import cli, feeds

A = "{http://www.w3.org/2005/Atom}"
EVIL = '<script>alert(1)</script> & "citaat" \x07'


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "een.txt").write_text(f"Jaarrapportage 2022 {EVIL}\n\nDe wachttijd bij bezwaar liep op {EVIL}.\n")
    (folder / "twee.txt").write_text("Brief\n\nOver huisvesting en meubels.\n")
    with closing(Kennisbank(tmp_path / "kb")) as kennisbank:
        kennisbank.ingest([folder])
    return tmp_path / "kb"


@pytest.fixture
def kennisbank(home):
    with closing(Kennisbank(home)) as opened:
        yield opened


def saved(kennisbank, **fields):
    given = {"owner": "Anna", "name": "Bezwaar", "query": "wachttijd", "filters": Filters(), **fields}
    return kennisbank.saved.add(**given)


def more(kennisbank, home, number):
    path = home.parent / "stukken" / f"meer-{number}.txt"
    path.write_text(f"Jaarrapportage 20{number:02}\n\nOok hier een wachttijd, nummer {number}.\n")
    kennisbank.ingest([home.parent / "stukken"])


def test_a_feed_is_atom_with_one_entry_per_document(kennisbank, home):
    """What the format asks for is there, hostile text is text, the newest comes first."""
    search = saved(kennisbank, name=f"Naam {EVIL}")
    more(kennisbank, home, 7)
    root = ET.fromstring(feeds.feed(kennisbank, search, "https://kb.voorbeeld.nl"))
    assert root.tag == f"{A}feed"
    for name in ("title", "id", "updated", "author", "link"):
        assert root.find(A + name) is not None
    entries = root.findall(f"{A}entry")
    assert [entry.find(f"{A}link").get("href").split("id=")[1].split("&")[0] for entry in entries] == [
        "meer-7",
        "een",
    ]
    for entry in entries:
        assert entry.find(f"{A}link").get("href").startswith("https://kb.voorbeeld.nl/document?id=")
        datetime.strptime(entry.find(f"{A}updated").text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert "<script>alert(1)</script>" in entries[1].find(f"{A}summary").text
    assert "\x07" not in ET.tostring(root, encoding="unicode")
    told = root.find(f"{A}subtitle").text
    assert "Zoekvraag: wachttijd" in told
    assert f"Stand van de kennisbank: {kennisbank.revision}" in told
    assert "alle 2 documenten" in told


def test_ids_stay_when_a_document_is_read_anew(kennisbank, home):
    """A feed reader shows a document once; another search has ids of its own."""
    search, other = saved(kennisbank), saved(kennisbank, name="Andere")

    def ids(item):
        return [
            entry.find(f"{A}id").text
            for entry in ET.fromstring(feeds.feed(kennisbank, item, "")).iter(f"{A}entry")
        ]

    before = ids(search)
    (home.parent / "stukken" / "een.txt").write_text(
        "Jaarrapportage 2022\n\nDe wachttijd daalde.\n\nMeer tekst.\n"
    )
    kennisbank.ingest([home.parent / "stukken"])
    assert ids(search) == before
    assert not set(ids(other)) & set(before)


def test_an_empty_feed_and_one_that_is_cut_off_say_so(kennisbank, home, monkeypatch):
    """Both are whole files; a document whose hits all come late still has its entry."""
    none = ET.fromstring(feeds.feed(kennisbank, saved(kennisbank, query="xyzzyplugh"), ""))
    assert "niets gevonden" in none.find(f"{A}subtitle").text
    more(kennisbank, home, 1)
    monkeypatch.setattr(feeds, "MOST", 1)
    monkeypatch.setattr(feeds, "PER_DOCUMENT", 0)
    cut = ET.fromstring(feeds.feed(kennisbank, saved(kennisbank), ""))
    assert len(cut.findall(f"{A}entry")) == 1
    assert "alleen de eerste" in cut.find(f"{A}subtitle").text


@pytest.mark.parametrize(
    ("interval", "paused", "hours", "wanted"),
    [
        ("dag", False, 23.5, True), ("dag", False, 12, False), ("week", False, 24, False),
        ("week", False, 7 * 24, True), ("maand", False, 27 * 24, False), ("maand", False, 28 * 24, True),
        ("dag", True, 500, False), (None, False, 500, False),
    ],
)  # fmt: skip
def test_when_a_file_is_due(kennisbank, interval, paused, hours, wanted):
    """By its interval since the last time, the first time at once; paused or without interval never."""
    search = replace(saved(kennisbank, interval=interval), paused=paused)
    moment = datetime(2026, 3, 1, 7, tzinfo=UTC)
    last = (moment - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert feeds.due(replace(search, written_at=last), moment) is wanted
    assert feeds.due(search, moment) is (interval is not None and not paused)


def run(home, *arguments):
    return cli.run(["--home", str(home), "searches", *arguments])


def test_from_keeping_to_a_file_on_the_command_line(home, capsys, tmp_path):
    """Kept, listed with what is new, written when due, renamed without leaving the old file, removed."""
    assert run(home, "add", "Bezwaar", "wachttijd", "--owner", "Anna", "--interval", "dag", "--json") == 0
    number = str(json.loads(capsys.readouterr().out)["saved_search_id"])
    with closing(Kennisbank(home)) as kennisbank:
        more(kennisbank, home, 3)
    assert run(home, "list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["searches"][0]["new"] == ["meer-3"]
    folder = tmp_path / "atom"
    assert run(home, "feeds", str(folder)) == 0
    assert [path.name for path in folder.iterdir()] == [f"{number}-bezwaar.atom"]
    ET.parse(folder / f"{number}-bezwaar.atom")
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.saved.change(int(number), name="Nieuwe naam")
    capsys.readouterr()
    assert run(home, "feeds", str(folder)) == 0  # not due again so soon
    assert capsys.readouterr().out == ""
    assert run(home, "feeds", str(folder), "--all") == 0
    assert [path.name for path in folder.iterdir()] == [f"{number}-nieuwe-naam.atom"]
    assert run(home, "seen", number) == 0
    assert run(home, "pause", number) == 0
    assert run(home, "resume", number) == 0
    capsys.readouterr()
    assert run(home, "list") == 0
    assert "0 nieuwe documenten" in capsys.readouterr().out
    assert run(home, "remove", number) == 0
    assert run(home, "remove", number) == 3
    assert "geen bewaarde zoekvraag" in capsys.readouterr().err


def test_order_and_what_is_switched_off_are_kept_from_the_command_line(home, capsys):
    """As from the page."""
    asked = [
        "add",
        "B",
        "wachttijd bezwaar",
        "--owner",
        "A",
        "--sort",
        "date",
        "--without",
        "jaar:2022",
        "--json",
    ]
    assert run(home, *asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sort"], told["off"]) == ("date", ["jaar:2022"])


def test_wrong_use_is_told(home, capsys, tmp_path):
    """An unknown filter value, no owner, a folder that cannot be written in."""
    assert run(home, "add", "X", "y", "--owner", "A", "--regeling", "huurtoeslg") == 2
    assert run(home, "add", "X", "y", "--owner", " ") == 3
    assert run(home, "add", "X", "y") == 2
    blocked = tmp_path / "bestand"
    blocked.write_text("x")
    run(home, "add", "X", "wachttijd", "--owner", "A")
    capsys.readouterr()
    assert run(home, "feeds", str(blocked), "--all") == 3
    assert "kan niet geschreven worden" in capsys.readouterr().err

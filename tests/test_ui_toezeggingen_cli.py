"""`kennisbank toezeggingen`: the Kamer's own register brought and fetched, and laid on the documents here."""

import json
from pathlib import Path

import pytest
from test_toezeggingen_kamer import ROW, rows_of, served

from ui import cli

SEEDS = Path(__file__).parent.parent / "seeds"
LETTER = "kamerbrief-2023-stand-van-zaken.txt"
SPOKEN = {
    **ROW,
    "Id": "grinwis",
    "Nummer": "TZ202211-001",
    "Tekst": "De staatssecretaris komt terug op de vraag of de SVB een brief kan sturen over niet-gebruik van "
    "het kindgebonden budget aan ouders die kinderbijslag ontvangen.",
    "Activiteit": {"Datum": "2022-11-09T00:00:00+01:00", "Onderwerp": "Belastingplan 2023"},
    "ToegezegdAanPersoon": [{"Roepnaam": "Pieter", "Achternaam": "Grinwis"}],
    "ToegezegdAanFractie": [{"Afkorting": "ChristenUnie"}],
}


@pytest.fixture
def home(tmp_path):
    """A home folder with the letter of 2023."""
    assert cli.run(["--home", str(tmp_path / "h"), "ingest", str(SEEDS / LETTER)]) == 0
    return tmp_path / "h"


def run(home, *arguments):
    return cli.run(["--home", str(home), "toezeggingen", *arguments])


def kamer(home, capsys, *arguments):
    capsys.readouterr()
    assert run(home, "kamer", *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_a_brought_file_is_laid_on_the_letter(home, capsys, tmp_path):
    """The promise to Grinwis is found back in the letter, first and with its record; the other is missing."""
    file = tmp_path / "register.json"
    file.write_text(json.dumps({"value": [SPOKEN, ROW]}), encoding="utf-8")
    assert run(home, "import", str(file)) == 0
    found = kamer(home, capsys)
    assert found["total"] == 2
    best = found["kamer"][0]["matches"][0]
    assert best["document_id"] == "kamerbrief-2023-stand-van-zaken"
    assert best["toezegging_id"].startswith("kamerbrief-2023-stand-van-zaken.t")
    assert best["why"]
    missing = kamer(home, capsys, "--missing")
    assert [item["record"]["number"] for item in missing["kamer"]] == ["TZ202306-101"]
    assert kamer(home, capsys, "--words", "grinwis svb")["total"] == 1
    assert kamer(home, capsys, "--status", "afgedaan")["total"] == 0


def test_the_newest_word_of_a_record_counts(home, capsys, tmp_path):
    """Bringing a later file changes the record; bringing the first one again makes that the newest."""
    first, later = tmp_path / "een.json", tmp_path / "twee.json"
    first.write_text(json.dumps([ROW]), encoding="utf-8")
    later.write_text(json.dumps([{**ROW, "Status": "Voldaan"}]), encoding="utf-8")
    assert run(home, "import", str(first), str(later)) == 0
    assert kamer(home, capsys)["kamer"][0]["record"]["status"] == "afgedaan"
    assert run(home, "import", str(first)) == 0
    assert "was er al" in capsys.readouterr().err
    assert kamer(home, capsys)["kamer"][0]["record"]["status"] == "openstaand"


def test_fetching_goes_on_where_it_broke_off(home, capsys):
    """What came in stays; the same command goes on; the register is there afterwards."""
    with served(rows_of(5), {2: 404}) as address:
        assert run(home, "fetch", "--address", address) == 3
        assert "herhaal het commando" in capsys.readouterr().err
        assert run(home, "fetch", "--address", address) == 0
    assert "verder waar het bleef" in capsys.readouterr().err
    assert kamer(home, capsys)["total"] == 5


@pytest.mark.parametrize("text", ["", "[1, 2]", "Naam;Datum\na;b\n", '{"value": [{"Iets": 1}]}'])
def test_a_file_that_is_no_register_is_refused(home, capsys, tmp_path, text):
    """With a message, exit status 3, and nothing kept."""
    file = tmp_path / "anders.csv"
    file.write_text(text, encoding="utf-8")
    assert run(home, "import", str(file)) == 3
    assert run(home, "import", str(tmp_path / "is-er-niet.json")) == 3
    assert kamer(home, capsys)["total"] == 0


def test_the_register_itself_keeps_its_options(home, capsys):
    """The group without a further word is the list, as the contract has it."""
    capsys.readouterr()
    assert run(home, "--member", "Grinwis", "--kind", "toezegging", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] == 1
    assert found["toezeggingen"][0]["to_whom"][0] == {"name": "Grinwis", "party": "ChristenUnie"}
    assert run(home, "--kind", "belofte") == 2
    assert run(home, "iets") == 2

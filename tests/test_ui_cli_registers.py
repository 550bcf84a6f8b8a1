"""Registers on the command line: choosing, judging a record by its id, and exports of every form."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ui import cli

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home folder with the letter of 2023."""
    made = tmp_path_factory.mktemp("registers-cli")
    assert cli.run(["--home", str(made), "ingest", str(SEEDS / "kamerbrief-2023-stand-van-zaken.txt")]) == 0
    return made


def run(home, *arguments):
    return cli.run(["--home", str(home), *arguments])


def listed(home, capsys, *arguments):
    capsys.readouterr()
    assert run(home, *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_toezeggingen_are_chosen_by_name_and_day(home, capsys):
    """The contract's options; each record has the fields of the contract."""
    found = listed(home, capsys, "toezeggingen", "--member", "Grinwis")
    assert found["total"] == len(found["toezeggingen"]) > 0
    assert all("Grinwis" in str(item["to_whom"]) for item in found["toezeggingen"])
    late = listed(home, capsys, "toezeggingen", "--overdue", "--at", "1-1-2040")
    assert all(item["overdue"] and item["overdue_why"] for item in late["toezeggingen"])
    assert listed(home, capsys, "toezeggingen", "--overdue", "--at", "2000-01-01")["total"] == 0


def test_an_unknown_choice_names_the_nearest(home, capsys):
    """Wrong use, with what may be meant; a day that is none likewise."""
    assert run(home, "toezeggingen", "--member", "Grinwes") == 2
    assert "Grinwis" in capsys.readouterr().err
    assert run(home, "toezeggingen", "--overdue", "--at", "ooit") == 2
    assert "geen datum" in capsys.readouterr().err


def test_a_record_is_judged_by_its_id(home, capsys):
    """The word is on the record afterwards; an id that is nothing is refused."""
    name = listed(home, capsys, "toezeggingen")["toezeggingen"][0]["toezegging_id"]
    assert run(home, "judge", "change", name, "--who", "Noor", "--value", '{"status": "afgedaan"}') == 0
    found = listed(home, capsys, "toezeggingen", "--review", "gewijzigd")["toezeggingen"]
    assert [(item["toezegging_id"], item["status"]) for item in found] == [(name, "afgedaan")]
    assert run(home, "judge", "confirm", "niets-hiervan", "--who", "Noor") == 3


@pytest.mark.parametrize("kind", ["toezeggingen", "kpis", "knelpunten", "references"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "jsonl"])
def test_every_register_in_every_form(home, tmp_path, capsys, kind, form):
    """As many rows as the list has, and the origin said in the file."""
    total = listed(home, capsys, kind)["total"]
    path = tmp_path / f"uitvoer.{form}"
    assert run(home, "export", kind, "--format", form, "-o", str(path)) == 0
    data = path.read_bytes()
    if form == "csv":
        assert data.startswith(b"\xef\xbb\xbf")
        told = data.decode("utf-8-sig")
        assert "Stand van de kennisbank" in told
    elif form == "jsonl":
        lines = data.decode().splitlines()
        assert len(lines) == total + 1
        assert json.loads(lines[0])["origin"]["total"] == total
    else:
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_the_annex_has_three_columns(home, tmp_path):
    """Omschrijving, Vindplaats, Stand van zaken; other registers have no annex."""
    path = tmp_path / "bijlage.csv"
    assert run(home, "export", "toezeggingen", "--annex", "-o", str(path)) == 0
    assert path.read_text(encoding="utf-8-sig").splitlines()[0] == "Omschrijving;Vindplaats;Stand van zaken"
    assert run(home, "export", "kpis", "--annex", "-o", str(path)) == 2
    assert run(home, "export", "passages", "--status", "afgedaan", "-o", str(path)) == 2

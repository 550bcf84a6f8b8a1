"""Relating only what a document touches gives what relating everything gives, step by step."""

from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from kb.identify import cross
from kb.registers import keeper
from kb.store import relating
from kennisbank import Kennisbank

ROOT = Path(__file__).parent.parent
LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, {day}

Geachte voorzitter,

{body}

De Staatssecretaris van Financiën,
A. de Vries
"""
LETTERS = {
    "een.txt": LETTER.format(
        day="14 juni 2022",
        body="Ik zeg uw Kamer toe dat ik voor het einde van 2022 een brief stuur over de hardheidsclausule "
        "bij de huurtoeslag. In de brief van 3 oktober 2022 kom ik daarop terug. De capaciteit voor bezwaren "
        "schiet tekort: dit knelpunt raakt ouders.",
    ),
    "twee.txt": LETTER.format(
        day="3 oktober 2022",
        body="Zoals toegezegd in de brief van 14 juni 2022 stuur ik u hierbij de brief over de "
        "hardheidsclausule bij de huurtoeslag. Recent is op 25 mei 2023 aan uw Kamer de Jaarrapportage 2022 "
        "Dienst Toeslagen toegestuurd.",
    ),
    "drie.txt": LETTER.format(
        day="20 december 2022",
        body="Hiermee is de toezegging over de hardheidsclausule bij de huurtoeslag afgedaan. De capaciteit "
        "voor bezwaren schiet nog steeds tekort: dit knelpunt raakt ouders. Zie ook de brieven van 14 juni "
        "2022 en 3 oktober 2022.",
    ),
}


def state(kennisbank):
    """All that relating can change."""
    store = kennisbank._store
    kinds = ("reference", *keeper.ROOMS)
    records = {kind: sorted(map(repr, store.records(kind))) for kind in kinds}
    identities = {key: value[0] for key, value in relating.identities(store.database).items()}
    people = {passage.passage_id: passage.tags for passage in store.passages()}
    return records, identities, people


def related_as_a_whole(kennisbank):
    before = state(kennisbank)
    with kennisbank._writing("test"):
        kennisbank._library().relate(whole=True)
    return before == state(kennisbank)


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """After each step of a knowledge base that grows, loses and changes: its state, and whether it is whole."""
    folder = tmp_path_factory.mktemp("stukken")
    seen = {}
    with closing(Kennisbank(tmp_path_factory.mktemp("home"))) as kennisbank:

        def done(name):
            seen[name] = (state(kennisbank), related_as_a_whole(kennisbank))

        kennisbank.ingest([ROOT / "seeds" / "jaarrapportage-2022.txt"])
        done("jaarrapportage")
        for name, text in LETTERS.items():
            (folder / name).write_text(text, encoding="utf-8")
            kennisbank.ingest([folder])
            done(name)
        kennisbank.ingest([ROOT / "seeds" / "uitzonderingenrapportage-2023.txt"])
        done("uitzonderingen")
        kennisbank.remove("twee")
        done("weg")
        kennisbank.restore_document("twee")
        done("terug")
        (folder / "een.txt").write_text(LETTERS["een.txt"].replace("14 juni", "11 juni"), encoding="utf-8")
        kennisbank.ingest([folder])
        done("andere dag")
    return seen


STEPS = ("jaarrapportage", *LETTERS, "uitzonderingen", "weg", "terug", "andere dag")


@pytest.mark.parametrize("step", STEPS)
def test_after_each_step_relating_everything_changes_nothing(steps, step):
    assert steps[step][1]


def test_each_step_relates_something(steps):
    """What comes in, goes and changes is told in what others say: else the test above could not fail."""
    found = [steps[step][0] for step in STEPS]
    assert all(one[0] != other[0] for one, other in pairwise(found))
    to_two, to_one = ({step: resolved_to(name, steps[step]) for step in STEPS} for name in ("twee", "een"))
    assert to_two["een.txt"] == to_two["weg"] == 0
    assert to_two["terug"] == to_two["drie.txt"] >= 2
    # the letter of 14 June is not here any more
    assert to_one["terug"] >= 2
    assert to_one["andere dag"] == 0


def resolved_to(document_id, step):
    """How many references go to a document."""
    return sum(f"'resolved_to': '{document_id}'" in text for text in step[0][0]["reference"])


def test_a_letter_told_the_report_its_date(steps):
    """And what it told is kept when everything is related anew."""
    told = [steps[step][0][1]["jaarrapportage-2022"].publication_date for step in ("een.txt", "twee.txt")]
    assert told[0].basis != "other-document"
    assert (told[1].value, told[1].basis) == ("2023-05-25", "other-document")


def test_few_passages_can_tell_a_date_and_those_that_do_are_among_them():
    tells = "Op 25 mei 2023 is de Jaarrapportage 2022 toegestuurd."
    assert cross.may_tell(tells)
    assert not cross.may_tell("De wachttijd liep in 2022 op.")
    assert not cross.may_tell("De brief wordt u toegestuurd.")

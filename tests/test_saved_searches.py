"""Saved searches, what is new since, versions, and metadata that people corrected."""

from __future__ import annotations

from contextlib import closing

import pytest

from kb.filters import Filters, YearRange
from kb.store.news import News
from kennisbank import Kennisbank, KennisbankError, NotFound

FIRST = """Jaarrapportage 2022

De wachttijd bij bezwaar liep op door een tekort aan capaciteit bij de afdeling bezwaar.
"""
SECOND = """Jaarrapportage 2023

De wachttijd bij bezwaar daalde, want er kwam capaciteit bij. Een bezwaar duurt nu acht weken.
"""
LETTER = """Den Haag, 4 juli 2023

Betreft: stand van zaken toeslagen

Geachte voorzitter,

{more}In het commissiedebat Toeslagen van 22 februari 2023 heb ik aan het lid Grinwis (ChristenUnie) toegezegd
uw Kamer voor het einde van 2023 te informeren over de wachttijd bij bezwaar.

De Staatssecretaris van Financiën,
A. de Vries
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "stukken"
    made.mkdir()
    (made / "een.txt").write_text(FIRST)
    return made


@pytest.fixture
def kennisbank(tmp_path, folder):
    with closing(Kennisbank(tmp_path / "kb")) as opened:
        opened.ingest([folder])
        yield opened


def saved(kennisbank, query="wachttijd bezwaar", **fields):
    given = {"owner": "Anna", "name": "Bezwaar", "filters": Filters(), **fields}
    return kennisbank.saved.add(query=query, **given)


def test_a_saved_search_comes_back_as_it_was_kept(kennisbank):
    """Query, filters, order, interval; by name, and per owner whatever the case."""
    filters = Filters(kinds=("kamerbrief",), years=(YearRange(2021, 2023),), excluded=(("themes", "ict"),))
    made = saved(kennisbank, filters=filters, sort="date", exact=True, interval="week", name=" Mijn  vraag ")
    assert kennisbank.saved.one(made.saved_search_id) == made
    assert (made.filters, made.sort, made.exact, made.interval) == (filters, "date", True, "week")
    assert made.name == "Mijn vraag"
    saved(kennisbank, owner="Bert", name="Andere")
    assert [item.name for item in kennisbank.saved.all("ANNA")] == ["Mijn vraag"]
    assert [item.name for item in kennisbank.saved.all()] == ["Andere", "Mijn vraag"]


def test_saving_raises_no_revision_and_leaves_the_index_alone(kennisbank):
    """A saved search is no change of the collection."""
    before = kennisbank.revision
    saved(kennisbank)
    assert kennisbank.revision == before


@pytest.mark.parametrize(
    "wrong", [{"owner": " "}, {"name": ""}, {"interval": "uur"}], ids=["no owner", "no name", "interval"]
)
def test_what_cannot_be_kept_is_refused(kennisbank, wrong):
    """With a message, and nothing is kept."""
    with pytest.raises(KennisbankError):
        saved(kennisbank, **wrong)
    assert kennisbank.saved.all() == ()


def test_pause_rename_and_remove(kennisbank):
    """Each is kept; what is gone is not found."""
    made = saved(kennisbank)
    number = made.saved_search_id
    assert kennisbank.saved.change(number, paused=True, name="Nieuw").paused
    assert kennisbank.saved.one(number).name == "Nieuw"
    kennisbank.saved.remove(number)
    with pytest.raises(NotFound):
        kennisbank.saved.change(number, paused=False)
    with pytest.raises(NotFound):
        kennisbank.saved.remove(number)


def test_new_is_a_document_that_came_in_since(kennisbank, folder):
    """One line per document, only those that match, and nothing once it was seen."""
    made = saved(kennisbank)
    assert kennisbank.new_in(made) == ()
    (folder / "twee.txt").write_text(SECOND)
    (folder / "drie.txt").write_text("Jaarrapportage 2023\n\nIets heel anders over huisvesting.\n")
    kennisbank.ingest([folder])
    assert [item.document_id for item in kennisbank.new_in(made)] == ["twee"]
    assert kennisbank.new_in(kennisbank.saved.seen(made.saved_search_id)) == ()


def test_a_new_version_and_a_document_from_the_bin_are_not_new(kennisbank, folder):
    """Other content of a known document, and putting it back, are no arrival; after a purge it is."""
    made = saved(kennisbank)
    (folder / "een.txt").write_text(FIRST + "\nEr kwam een alinea over bezwaar en wachttijd bij.\n")
    kennisbank.ingest([folder])
    assert kennisbank.document("een").version == 2
    kennisbank.remove("een")
    kennisbank.restore_document("een")
    assert kennisbank.search("wachttijd").total
    assert kennisbank.new_in(made) == ()
    kennisbank.remove("een", purge=True)
    kennisbank.ingest([folder])
    assert [item.document_id for item in kennisbank.new_in(made)] == ["een"]


def test_a_promise_is_news_once_and_again_when_its_state_changes(kennisbank, folder):
    """New with its letter; silent when the letter is read anew; changed when somebody says so."""
    before = kennisbank.revision
    (folder / "brief.txt").write_text(LETTER.format(more=""))
    kennisbank.ingest([folder])
    (item,) = [
        entry for entry in kennisbank.news.records_after(before) if "toegezegd" in words(kennisbank, entry)
    ]
    assert item.new
    seen = kennisbank.revision
    (folder / "brief.txt").write_text(LETTER.format(more="Vandaag stuur ik u ook de begroting toe.\n\n"))
    kennisbank.ingest([folder])
    again = {entry.record_id for entry in kennisbank.news.records_after(seen)}
    promise = next(r for r in kennisbank.register("toezegging") if "toegezegd" in r.quote)
    assert promise.toezegging_id not in again
    seen = kennisbank.revision
    kennisbank.judge_record("toezegging", promise.toezegging_id, "confirm", who="Anna")
    (changed,) = kennisbank.news.records_after(seen)
    assert (changed.record_id, changed.new) == (promise.toezegging_id, False)
    assert changed.before["judged"] == []
    assert changed.state["judged"]


def words(kennisbank, entry):
    return kennisbank.record("toezegging", entry.record_id).quote


def test_noting_twice_changes_nothing(kennisbank):
    """Without a change there is nothing to note."""
    news = kennisbank.news
    assert isinstance(news, News)
    before = news.records_after(0)
    news.note()
    assert news.records_after(0) == before


def test_older_versions_stay_readable(kennisbank, folder):
    """Each with its own passages and headings."""
    (folder / "een.txt").write_text(SECOND)
    kennisbank.ingest([folder])
    document = kennisbank.document("een")
    newest, oldest = kennisbank.history.versions("een")
    assert (newest.number, newest.current, oldest.number, oldest.current) == (2, True, 1, False)
    assert "tekort" in " ".join(item.text for item in kennisbank.history.passages(document, 1))
    assert "acht weken" in " ".join(item.text for item in kennisbank.history.passages(document, 2))
    assert kennisbank.history.outline(document, 1) is not None


# --------------------------------------------------------------------------- metadata that people corrected


def test_corrected_metadata_goes_first_and_lasts(kennisbank, folder):
    """Before the text and the manifest; over a new version; gone when it is taken back."""
    found = kennisbank.document("een")
    values = {"title": 'Een "eigen" titel', "reporting_year": [2019, 2020], "publication_date": "2021-05"}
    changed = kennisbank.edit_metadata("een", values, who="Anna")
    assert changed.title == 'Een "eigen" titel'
    assert changed.reporting_years == (2019, 2020)
    assert (changed.publication_date.value, changed.publication_date.basis) == ("2021-05", "manifest")
    assert kennisbank.search("wachttijd", Filters(years=(YearRange(2019, 2019),))).total
    (folder / "een.txt").write_text(SECOND)
    (folder / "manifest.toml").write_text(
        '[[document]]\nfile = "een.txt"\ntitle = "Van de map"\nkind = "brief"\n'
    )
    kennisbank.ingest([folder])
    newer = kennisbank.document("een")
    assert (newer.version, newer.title, newer.kind) == (2, 'Een "eigen" titel', "brief")
    back = kennisbank.edit_metadata("een", {}, who="Anna")
    assert back.title == "Van de map"
    assert back.reporting_years != (2019, 2020)
    assert found.title != 'Een "eigen" titel'


def test_corrections_can_be_laid_beside_the_files(kennisbank, tmp_path, folder):
    """The manifest of the home, read by another kennisbank, says the same."""
    kennisbank.edit_metadata("een", {"title": "Tab\tand \\ é", "reporting_year": 2020}, who="Anna")
    (folder / "manifest.toml").write_text(kennisbank.home_manifest(), encoding="utf-8")
    with closing(Kennisbank(tmp_path / "ander")) as other:
        other.ingest([folder])
        assert other.document("een").title == kennisbank.document("een").title
        assert other.document("een").reporting_years == (2020,)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"publication_date": "2023-13"}, "bestaat niet"),
        ({"publication_date": "mei"}, "moet een datum zijn"),
        ({"reporting_year": 12}, "geen jaar"),
        ({"pages": "1-2"}, "kan hier niet gewijzigd worden"),
    ],
)
def test_wrong_metadata_is_refused(kennisbank, values, said):
    """The message says what is wrong, without lines of a file that nobody sees."""
    with pytest.raises(KennisbankError, match=said) as told:
        kennisbank.edit_metadata("een", values, who="Anna")
    assert "regel" not in str(told.value)
    assert kennisbank.own_manifest.all() == {}

"""The store keeps documents whole: versions, judgements, the bin, revisions, migrations."""

import sqlite3
from dataclasses import replace

import pytest
from samples import identity_of, read_of
from sqlalchemy import inspect

from kb.anchors import fold
from kb.records import Form, Tag
from kb.store import NewVersion, Store, StoredRecord, StoreError, health, passage_ids
from kb.store.cards import Changes, put_joined
from kb.store.schema import metadata

TEXT = (
    "Eerste alinea over huurtoeslag.\n\nTweede alinea: er is een\nknelpunt in de uitvoering.\n\nDerde alinea.\n"
)


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "kennisbank.sqlite")
    yield opened
    opened.close()


def new_version(text=TEXT, document_id="stand-2021", sha="a" * 64, **facts):
    read = read_of(text)
    tag = Tag("regeling", "huurtoeslag", "Huurtoeslag", "huurtoeslag", 19, 30, "regeling.naam", 0.99)
    return NewVersion(
        document_id=document_id,
        root="/bron",
        path=f"{document_id}.txt",
        read=read,
        identity=identity_of(**facts),
        forms=(Form("text/plain", sha, f"{document_id}.txt"),),
        sizes={sha: len(text)},
        tags=tuple((tag,) if "huurtoeslag" in item.text else () for item in read.passages),
        years_named=tuple((2021,) for _ in read.passages),
        pipeline="blank-nl-1",
        manifest=None,
    )


def test_what_goes_in_comes_out(store):
    """A document, its passages, tags, lines and source text come back as they were given."""
    revision = store.save(new_version())
    document = store.document("stand-2021")
    passages = list(store.passages("stand-2021"))
    assert revision == store.revision == 1
    assert (document.title, document.reporting_year, document.version, document.passages) == (
        "Stand van de uitvoering 2021", 2021, 1, 3,
    )  # fmt: skip
    assert [item.text for item in passages] == [item.text for item in read_of(TEXT).passages]
    assert passages[0].tags[0].value == "huurtoeslag"
    assert passages[1].line_start == 3
    assert passages[1].line_end == 4
    assert store.source_text("stand-2021") == TEXT
    assert store.read_document(document) == read_of(TEXT)


def test_passage_ids_hold_what_the_contract_says():
    """Document id, a dot, eight hex digits of the letters, a counter for equals; layout does not count."""
    ids = passage_ids("doc", read_of("Zelfde.\n\nZelfde!\n\nAnders.\n").passages)
    assert ids[0].startswith("doc.")
    assert len(ids[0]) == len("doc.") + 8
    assert ids[1] == ids[0] + "-2"
    assert ids[2] != ids[0]
    assert passage_ids("doc", read_of("Zelf-\nde.\n").passages)[0] == ids[0]


def test_a_new_version_supersedes_and_keeps_the_old_one(store):
    """The older text stays readable; lists and counts show the newest."""
    store.save(new_version())
    store.save(new_version(text="Nieuw.\n\n" + TEXT, sha="b" * 64))
    document = store.document("stand-2021")
    assert (document.version, document.passages, document.sha256) == (2, 4, "b" * 64)
    assert store.source_text("stand-2021", 1) == TEXT
    assert store.counts()["passages"] == 4


def judge_knelpunt(store):
    store.save(new_version())
    passage = next(item for item in store.passages("stand-2021") if "knelpunt" in item.text)
    start = TEXT.index("knelpunt")
    return store.judge("passage", "bevestigd", passage, (start, start + 8), value=None, note=None, who="Anna")


def test_a_judgement_stays_on_its_words(store):
    """After a line was added at the top the judgement stands on the same words, in the same passage."""
    judge_knelpunt(store)
    newer = "Een regel erbij.\n" + TEXT
    store.save(new_version(text=newer, sha="b" * 64))
    (judgement,) = store.judgements()
    assert not judgement.detached
    assert newer[judgement.char_start : judgement.char_end] == "knelpunt"
    assert "knelpunt" in store.passages_by_id([judgement.passage_id])[judgement.passage_id].text


def test_a_judgement_whose_words_are_gone_is_kept_as_losgeraakt(store):
    """It is listed with its words; when the words come back, so does the judgement."""
    judge_knelpunt(store)
    store.save(new_version(text="Heel iets anders.\n", sha="b" * 64))
    (judgement,) = store.judgements(detached=True)
    assert judgement.anchor.exact == "knelpunt"
    store.save(new_version(sha="c" * 64))
    assert store.judgements(detached=True) == ()
    (back,) = store.judgements(detached=False)
    assert TEXT[back.char_start : back.char_end] == "knelpunt"


def test_a_judgement_outlives_a_purge(store):
    """Deleting a document for good never deletes a person's word."""
    judge_knelpunt(store)
    assert store.purge("stand-2021") == ["a" * 64]
    assert store.documents() == []
    assert [item.detached for item in store.judgements()] == [True]


def test_bin_and_back(store):
    """A document in the bin is out of lists and searches, and comes back whole."""
    store.save(new_version())
    store.set_removed("stand-2021", True)
    assert store.documents() == []
    assert [item.document_id for item in store.documents(removed=True)] == ["stand-2021"]
    assert list(store.passages()) == []
    store.set_removed("stand-2021", False)
    assert len(list(store.passages())) == 3


@pytest.mark.parametrize(
    ("sha", "official", "path", "expected"),
    [
        ("a" * 64, None, "elders.txt", "hash"),
        ("c" * 64, "kst-31066-1232", "elders.txt", "official"),
        ("c" * 64, None, "stand-2021.txt", "path"),
        # a file name alone, under another path, never replaces anything
        ("c" * 64, None, "map/stand-2021.txt", None),
    ],
)
def test_which_document_a_file_belongs_to(store, sha, official, path, expected):
    """Same hash, same official number, or same path under the same root; else a new document."""
    store.save(new_version(official_id="kst-31066-1232"))
    holder = store.holder(sha, official, "/bron", path)
    assert (holder.why if holder else None) == expected


def test_every_change_raises_the_revision_and_names_its_document(store):
    """The index catches up by asking what changed since its revision."""
    store.save(new_version())
    first = store.revision
    store.save(new_version(document_id="brief-2023", sha="b" * 64))
    assert store.revision > first
    assert store.changed_since(first) == ["brief-2023"]
    assert sorted(store.changed_since(0)) == ["brief-2023", "stand-2021"]


def test_a_failed_write_leaves_nothing_behind(store):
    """An error in the middle of a document leaves the store as it was."""
    store.save(new_version())
    broken = replace(new_version(document_id="stuk"), tags=((),))
    broken = replace(broken, years_named=((),))
    with pytest.raises(ValueError, match="zip"):
        store.save(broken)
    assert [item.document_id for item in store.documents()] == ["stand-2021"]
    assert store.revision == 1


def test_records_go_with_their_document(store):
    """Found within the document's transaction, replaced with its next version, gone with the bin."""

    def one_per_passage(document, passages):
        return [
            StoredRecord(
                f"{item.passage_id}.k",
                "knelpunt",
                document.document_id,
                item.passage_id,
                {"name": item.text[:6]},
            )
            for item in passages
        ]

    store.save(new_version(), one_per_passage)
    assert [item["name"] for item in store.records("knelpunt")] == ["Eerste", "Tweede", "Derde "]
    assert store.records("kpi") == []
    store.save(new_version(text="Alleen dit.\n", sha="b" * 64), one_per_passage)
    assert [item["name"] for item in store.records("knelpunt")] == ["Alleen"]
    (kept,) = one_per_passage(store.document("stand-2021"), list(store.passages()))
    other = replace(kept, data={"name": "Anders"})
    put_joined(store.database, [other], Changes(), "regels", store.revision)
    assert [item["name"] for item in store.records("knelpunt", "stand-2021")] == ["Anders"]
    store.set_removed("stand-2021", True)
    assert store.records("knelpunt") == []


def test_a_fault_in_finding_records_keeps_the_document_out(store):
    """The document and its records are one transaction."""

    def stumbling(_document, _passages):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.save(new_version(), stumbling)
    assert store.documents() == []
    assert store.revision == 0


def test_free_ids(store):
    """A wanted id that is taken gets a number."""
    assert store.free_id("stand-2021") == "stand-2021"
    store.save(new_version())
    assert store.free_id("stand-2021") == "stand-2021-2"
    store.save(new_version(document_id="stand-2021-2", sha="b" * 64))
    assert store.free_id("stand-2021") == "stand-2021-3"


def test_migrations_make_the_tables_that_the_program_knows(store):
    """Every table and column of schema.py is there, and no other."""
    with store.database.engine.connect() as connection:
        inspector = inspect(connection)
        made = {
            name: {column["name"] for column in inspector.get_columns(name)}
            for name in inspector.get_table_names()
        }
    assert made == {table.name: {column.name for column in table.columns} for table in metadata.sorted_tables}


def test_a_file_that_is_no_store_is_refused(tmp_path):
    """The message says what to do, and the file is left as it is."""
    path = tmp_path / "kennisbank.sqlite"
    path.write_bytes(b"geen database " * 100)
    with pytest.raises(StoreError, match="reservekopie"):
        Store(path)
    assert path.read_bytes().startswith(b"geen database")


def test_a_store_of_a_newer_program_is_refused(tmp_path):
    """An older program never touches a newer file."""
    path = tmp_path / "kennisbank.sqlite"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreError, match="nieuwere versie"):
        Store(path)


def test_passages_are_checked_against_their_source(store):
    """A passage that is not made of its spans is found out."""
    store.save(new_version())
    assert health.misfits(TEXT, list(store.passages())) == []
    with store.database.write() as connection:
        connection.exec_driver_sql("UPDATE passage SET text = 'Vervalst.' WHERE ordinal = 1")
    assert len(health.misfits(TEXT, list(store.passages()))) == 1
    assert fold("Vervalst").text == "vervalst"

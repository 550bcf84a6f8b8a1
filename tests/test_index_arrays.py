"""Arrays that grow share a file over generations: who reads an older one sees none of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_index_fakes import FakeLanguage, document, passage

from index import vocabulary as vocabulary_module
from index.arrays import ArrayReader, ArrayWriter, open_array
from index.entries import IndexEntry
from index.forward import Vocabulary
from index.plan_terms import no_synonyms
from index.searcher import SearchIndex
from index.spelling import no_speller
from kb.filters import Filters

WORDS = ("toeslag", "klacht", "recht", "opvang", "huur", "zorg", "bezwaar", "termijn")


def written(folder, array, before=None, name="a.i4"):
    writer = ArrayWriter(folder, before)
    writer.grown(name, np.asarray(array))
    writer.finish()


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.integers(0, 9), max_size=5), min_size=1, max_size=4))
def test_each_generation_reads_what_it_was(tmp_path_factory, parts):
    """Also those that were opened before the file grew."""
    place, before = tmp_path_factory.mktemp("a"), None
    seen, whole = [], []
    for number, part in enumerate(parts):
        whole = [*whole, *part]
        folder = place / str(number)
        written(folder, whole, before)
        seen.append((folder, ArrayReader(folder).open("a.i4"), list(whole)))
        before = folder
    for folder, opened, expected in seen:
        assert opened.tolist() == expected
        assert ArrayReader(folder).open("a.i4").tolist() == expected


def test_what_a_writer_left_half_way_is_written_over(tmp_path):
    """Two generations grow from one; the first is never published."""
    written(tmp_path / "een", [1, 2, 3])
    first = ArrayReader(tmp_path / "een").open("a.i4")
    written(tmp_path / "kapot", [1, 2, 3, 7, 8, 9, 9], tmp_path / "een")
    written(tmp_path / "twee", [1, 2, 3, 4, 5], tmp_path / "een")
    assert ArrayReader(tmp_path / "twee").open("a.i4").tolist() == [1, 2, 3, 4, 5]
    assert first.tolist() == ArrayReader(tmp_path / "een").open("a.i4").tolist() == [1, 2, 3]
    shared = (tmp_path / "een" / "a.i4").stat().st_ino == (tmp_path / "twee" / "a.i4").stat().st_ino
    assert shared


def test_rows_grow_as_rows(tmp_path):
    written(tmp_path / "een", np.arange(6).reshape(3, 2), name="r.i8")
    written(tmp_path / "twee", np.arange(10).reshape(5, 2), tmp_path / "een", name="r.i8")
    assert ArrayReader(tmp_path / "twee").open("r.i8", 2).tolist() == np.arange(10).reshape(5, 2).tolist()
    assert len(ArrayReader(tmp_path / "een").open("r.i8", 2)) == 3


def test_where_files_cannot_be_shared_they_are_written_anew(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError

    monkeypatch.setattr("index.arrays.os.link", no_links)
    written(tmp_path / "een", [1, 2])
    written(tmp_path / "twee", [1, 2, 3], tmp_path / "een")
    assert ArrayReader(tmp_path / "twee").open("a.i4").tolist() == [1, 2, 3]
    assert open_array(tmp_path / "een" / "a.i4").tolist() == [1, 2]


def test_a_file_that_was_cut_short_is_not_read(tmp_path):
    written(tmp_path / "een", [1, 2, 3])
    (tmp_path / "een" / "a.i4").write_bytes(b"\0" * 8)
    with pytest.raises(ValueError, match="2 numbers instead of 3"):
        ArrayReader(tmp_path / "een").open("a.i4")


def test_a_vocabulary_that_grew_little_is_left_where_it_is(tmp_path, monkeypatch):
    """A few words stand by themselves; many are joined with the others, also in the middle of a process."""
    monkeypatch.setattr(vocabulary_module, "_FEW", 2)
    kinds = [(form, (form,), ()) for form in "abcdefgh"]
    growing = Vocabulary.of(kinds[:3])
    growing.save(tmp_path / "0")
    growing = Vocabulary.open(tmp_path / "0")
    files = []
    for number, (first, last) in enumerate(((3, 4), (4, 5), (5, 6), (6, 7), (7, 8)), start=1):
        for kind in kinds[first:last]:
            growing.number(kind)
        growing.save(tmp_path / str(number), tmp_path / str(number - 1))
        files.append((tmp_path / str(number) / "kept.json").stat().st_ino)
        opened = Vocabulary.open(tmp_path / str(number))
        assert list(opened.kinds) == kinds[:last]
        assert opened.by_form[kinds[last - 1][0]] == (last - 1,)
    assert files[0] == files[1] != files[2]


# ------------------------------------------------------------------------------ a whole index


def entries_of(document_id, number):
    texts = [f"{WORDS[(number + step) % 8]} {WORDS[(number * step) % 8]} nieuw{number}" for step in range(3)]
    return [
        IndexEntry(passage(f"{document_id}.{step}", text, document_id), document(document_id))
        for step, text in enumerate(texts)
    ]


def index_in(folder):
    return SearchIndex(folder, "s", language=FakeLanguage(), synonyms=no_synonyms, speller=no_speller)


def found(index, query):
    return set(index.passage_ids(query, Filters()))


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_index_that_grew_is_the_index_built_at_once(tmp_path, engine):
    """For who wrote it, for who opens it later, and the one opened before stays what it was."""
    if engine == "tantivy":
        pytest.importorskip("tantivy", reason="the optional engine is not installed")
    documents = {f"d{number}": entries_of(f"d{number}", number) for number in range(8)}
    writer = index_in(tmp_path / "i")
    writer.rebuild([entry for name in ("d0", "d1") for entry in documents[name]], revision=1, engine=engine)
    early = index_in(tmp_path / "i")._snapshot()
    for revision, name in enumerate([*list(documents)[2:], "d1"], start=2):
        writer.update(documents[name], [name], revision)
    writer.update([], ["d3"], 20)
    at_once = index_in(tmp_path / "j")
    left = [entry for name, entries in documents.items() if name != "d3" for entry in entries]
    at_once.rebuild(left, revision=20, engine=engine)
    later = index_in(tmp_path / "i")
    for query in (*WORDS, "nieuw4", "nieuw3", '"toeslag klacht"', "nieuw*", "huur EN zorg"):
        assert found(writer, query) == found(later, query) == found(at_once, query), query
    assert len(early.columns) == len(early.forward.lengths) == 6
    assert early.forward.bounds.shape == (6, 8)
    for index in (writer, later, at_once):
        index.close()


def test_an_update_that_fails_changes_nothing_and_the_next_one_works(tmp_path):
    index = index_in(tmp_path / "i")
    index.rebuild(entries_of("d0", 0), revision=1)

    def breaks():
        yield from entries_of("d1", 1)
        raise RuntimeError("stuk")

    with pytest.raises(RuntimeError, match="stuk"):
        index.update(breaks(), ["d1"], revision=2)
    assert index.revision == 1
    assert found(index, "nieuw1") == set()
    index.update(entries_of("d2", 2), ["d2"], revision=3)
    for each in (index, index_in(tmp_path / "i")):
        assert found(each, "nieuw2") == {"d2.0", "d2.1", "d2.2"}
        assert found(each, "nieuw1") == set()
        each.close()


def test_an_update_that_stopped_after_writing_is_written_over(tmp_path, monkeypatch):
    """The arrays had grown already when the pointer was to be swapped."""
    index = index_in(tmp_path / "i")
    index.rebuild(entries_of("d0", 0), revision=1)

    def stops(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("index.generations.Generations.publish", stops)
        with pytest.raises(KeyboardInterrupt):
            index.update(entries_of("d1", 1) * 3, ["d1"], revision=2)
    index.update(entries_of("d2", 2), ["d2"], revision=3)
    for each in (index, index_in(tmp_path / "i")):
        assert found(each, "") == {f"d{n}.{step}" for n in (0, 2) for step in range(3)}
        assert found(each, "nieuw2") == {"d2.0", "d2.1", "d2.2"}
        each.close()

"""The index as a service: building, searching, filters and counts, updating, swapping, other people's files."""

import json
import threading

import pytest
from test_index_fakes import FakeLanguage, document, passage, tag

from index.entries import IndexEntry
from index.plan_terms import no_synonyms
from index.searcher import IndexMissingError, SearchIndex
from kb.filters import Filters, YearRange
from kb.records import Footnote, PublicationDate
from kb.reports import KennisbankError

DOCUMENTS = {
    "jr22": document(
        "jr22", title="Jaarrapportage 2022", kind="jaarrapportage", organisation="Dienst Toeslagen",
        organisation_id="dienst-toeslagen", reporting_years=(2022,),
        publication_date=PublicationDate("2023-05", "month"),
    ),
    "brief": document(
        "brief", title="Stand van zaken", kind="kamerbrief", kamerstuk="31066-1236", session="2022-2023",
        reporting_years=(2023,), publication_date=PublicationDate("2023-06-16", "day"),
    ),
    "svu": document(
        "svu", title="Stand van de uitvoering", kind="stand-van-de-uitvoering", reporting_years=(2021,)
    ),
}  # fmt: skip
KOT, HT = (
    tag("regeling", "kinderopvangtoeslag", "Kinderopvangtoeslag"),
    tag("regeling", "huurtoeslag", "Huurtoeslag"),
)
OMTZIGT = tag("person", "pieter-omtzigt", "Pieter Omtzigt")
PASSAGES = {
    p.passage_id: p
    for p in [
        passage("jr22.1", "De kinderopvangtoeslag kende klachten. Het aantal klachten daalde.", "jr22",
                section=("3 Dienstverlening",), tags=(KOT,), years_named=(2021, 2022)),
        passage("jr22.2", "De huurtoeslag is op tijd betaald.", "jr22", section=("4 Klachten",), tags=(HT,)),
        passage("jr22.3", "Toeslag voor kinder opvang en huur.", "jr22", tags=(KOT, HT)),
        passage("brief.1", "Het lid Omtzigt vroeg naar de IV-capaciteit voor de toeslag.", "brief",
                tags=(OMTZIGT,), footnotes=(Footnote("1", "Zie het verslag van de hoorzitting."),)),
        passage("brief.2", "Wat de capaciteit betreft: recht doen aan ouders.", "brief"),
        passage("svu.1", "Doen wat recht is aan de ouder.", "svu", context="Signalen van burgers"),
    ]
}  # fmt: skip
FETCH = {
    "passages": lambda ids: [PASSAGES[i] for i in reversed(ids)],
    "labels": lambda _facet, value: value,
}


def entries(*ids):
    return [IndexEntry(PASSAGES[i], DOCUMENTS[PASSAGES[i].document_id]) for i in ids or PASSAGES]


def make(folder, language=None, store="store-1"):
    language = language or FakeLanguage()
    return SearchIndex(folder, store, language=language, synonyms=no_synonyms, speller=fake_speller)


def fake_speller(form, known):
    """Knows one slip: two letters at the end swapped."""
    other = form[:-2] + form[-1] + form[-2]
    return other if known(other) else None


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    index = make(tmp_path_factory.mktemp("home") / "index")
    assert index.rebuild(entries(), revision=7) == 6
    yield index
    index.close()


def ids(page):
    return [hit.passage.passage_id for hit in page.hits]


def found(index, query, filters=None, **more):
    return set(ids(index.search(query, filters or Filters(), **FETCH, **more)))


FOUND = [
    # any word may match; a plural finds the singular
    ("huurtoeslag", {"jr22.2", "jr22.3"}),
    ("ouders", {"brief.2", "svu.1"}),
    # half of a compound finds the compound, a compound finds all its parts together
    ("opvang", {"jr22.1", "jr22.3"}),
    ("kinderopvangtoeslag", {"jr22.1", "jr22.3"}),
    # exact phrase, in order and within one zone
    ('"recht doen"', {"brief.2"}),
    ('"doen recht"', set()),
    ('"de kinderopvangtoeslag"', {"jr22.1"}),
    ('"klachten de"', set()),
    # prefix
    ("omtz*", {"brief.1"}),
    # operators
    ("capaciteit EN ouders", {"brief.2"}),
    ("capaciteit OF betaald", {"brief.1", "brief.2", "jr22.2"}),
    ("ouders -recht", set()),
    ("ouders NIET capaciteit", {"svu.1"}),
    ("NIET recht", {"jr22.1", "jr22.2", "jr22.3", "brief.1"}),
    # a phrase is asked for, the word beside it is wished for
    ('"recht doen" betaald', {"brief.2"}),
    # zones: headings, context and footnotes are found; in: narrows
    ("hoorzitting", {"brief.1"}),
    ("signalen", {"svu.1"}),
    ("in:kop klachten", {"jr22.2"}),
    ("in:titel uitvoering", {"svu.1"}),
    ("in:noot omtzigt", set()),
    # question words are not searched beside others, but alone they are
    ("wat is de hoorzitting", {"brief.1"}),
    ("wat", {"brief.2", "svu.1"}),
    # filters in the query: id, label, part of a name, year, exclusion, inside OF
    ("regeling:huurtoeslag", {"jr22.2", "jr22.3"}),
    ("lid:Omtzigt", {"brief.1"}),
    ("jaar:2021", {"svu.1"}),
    ("genoemd:2021", {"jr22.1"}),
    ("vergaderjaar:2022-2023", {"brief.1", "brief.2"}),
    ("type:kamerbrief capaciteit", {"brief.1", "brief.2"}),
    ("-type:jaarrapportage", {"brief.1", "brief.2", "svu.1"}),
    ("betaald OF type:kamerbrief", {"jr22.2", "brief.1", "brief.2"}),
    ("regeling:huurtoeslag regeling:kinderopvangtoeslag", {"jr22.1", "jr22.2", "jr22.3"}),
    ("regeling:huurtoeslag EN regeling:kinderopvangtoeslag", {"jr22.3"}),
    ("kamerstuk:31066-1236", {"brief.1", "brief.2"}),
    ("kamerstuk:31066", {"brief.1", "brief.2"}),
    # nothing asked: everything
    ("", set(PASSAGES)),
    ("bestaatniet", set()),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_finds(index, query, expected):
    page = index.search(query, Filters(), **FETCH)
    assert set(ids(page)) == expected
    assert page.total == len(expected)
    assert {message.code for message in page.messages} <= {"onbekend_woord"}


def test_titles_are_tried_when_no_text_has_the_words(index):
    page = index.search("jaarrapportage", Filters(), **FETCH)
    assert set(ids(page)) == {"jr22.1", "jr22.2", "jr22.3"}
    assert [message.code for message in page.messages] == ["alleen_titel"]
    # a title alone makes no match beside a text that has a word
    assert found(index, "jaarrapportage hoorzitting") == {"brief.1"}


def test_exact_searches_the_typed_form_only(index):
    assert found(index, "klachten", exact=True) == {"jr22.1", "jr22.2"}
    assert found(index, "klacht", exact=True) == set()
    assert found(index, "opvang", exact=True) == {"jr22.3"}


def test_the_whole_word_comes_before_its_parts(index):
    assert ids(index.search("kinderopvangtoeslag", Filters(), **FETCH)) == ["jr22.1", "jr22.3"]
    assert ids(index.search("toeslag capaciteit", Filters(), **FETCH))[0] == "brief.1"


def test_unknown_filter_value_is_told_and_the_rest_searched(index):
    page = index.search("regeling:huurtoeslg betaald", Filters(), **FETCH)
    assert set(ids(page)) == {"jr22.2"}
    assert [(m.code, m.start, m.end) for m in page.messages] == [("onbekende_waarde", 0, 19)]
    assert "Huurtoeslag" in page.messages[0].text


def test_without_query_newest_first_and_unknown_dates_last(index):
    page = index.search("", Filters(), **FETCH)
    assert ids(page) == ["brief.1", "brief.2", "jr22.1", "jr22.2", "jr22.3", "svu.1"]
    assert page.sort == "date"


def test_pages_follow_each_other(index):
    whole = ids(index.search("toeslag klachten recht", Filters(), **FETCH))
    pages = [index.search("toeslag klachten recht", Filters(), **FETCH, limit=2, offset=o) for o in (0, 2, 4)]
    assert [i for page in pages for i in ids(page)] == whole
    assert list(index.passage_ids("toeslag klachten recht", Filters())) == whole
    assert [hit.rank for page in pages for hit in page.hits] == list(range(1, len(whole) + 1))


# ------------------------------------------------------------------ filters and counts


def brute(query_ids, filters):
    """Which passages pass, said in another way than the columns do."""
    kept = set()
    for i in query_ids:
        doc, tags = DOCUMENTS[PASSAGES[i].document_id], PASSAGES[i].tags
        regelingen = {t.value for t in tags if t.type == "regeling"}
        ok = (not filters.kinds or doc.kind in filters.kinds) and (
            not filters.regelingen or regelingen & set(filters.regelingen)
        )
        ok = ok and (not filters.years or any(y in r for y in doc.reporting_years for r in filters.years))
        ok = ok and not any(v in regelingen | {doc.kind} for _, v in filters.excluded)
        if ok:
            kept.add(i)
    return kept


FILTERS = [
    Filters(),
    Filters(kinds=("kamerbrief",)),
    Filters(kinds=("kamerbrief", "jaarrapportage")),
    Filters(regelingen=("huurtoeslag",)),
    Filters(regelingen=("huurtoeslag",), kinds=("jaarrapportage",)),
    Filters(years=(YearRange(2022, 2023),)),
    Filters(years=(YearRange(2021, 2021), YearRange(2023, 2023))),
    Filters(excluded=(("regelingen", "huurtoeslag"),)),
    Filters(
        kinds=("jaarrapportage",), excluded=(("regelingen", "kinderopvangtoeslag"), ("kinds", "kamerbrief"))
    ),
    Filters(kinds=("bestaat-niet",)),
]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("query", ["", "toeslag"])
def test_filters_and_counts_against_a_count_by_hand(index, query, filters):
    everything = found(index, query)
    page = index.search(query, filters, **FETCH)
    assert set(ids(page)) == brute(everything, filters)
    assert page.total == len(ids(page))
    # A facet is not narrowed by its own filter, but by all others.
    without_kind = Filters(regelingen=filters.regelingen, years=filters.years, excluded=filters.excluded)
    expected = {}
    for i in brute(everything, without_kind):
        kind = DOCUMENTS[PASSAGES[i].document_id].kind
        expected[kind] = expected.get(kind, 0) + 1
    shown = {v.value: v.count for v in page.facets["kind"]}
    assert {value: count for value, count in shown.items() if count} == expected
    # No zeros but of what is chosen.
    assert all(value in filters.kinds for value, count in shown.items() if not count)


def test_counts_come_most_frequent_first_and_years_in_order(index):
    facets = index.search("", Filters(), **FETCH).facets
    assert [(v.value, v.count) for v in facets["kind"]] == [
        ("jaarrapportage", 3), ("kamerbrief", 2), ("stand-van-de-uitvoering", 1),
    ]  # fmt: skip
    assert [(v.value, v.count) for v in facets["year"]] == [("2021", 1), ("2022", 3), ("2023", 2)]
    assert [(v.value, v.count) for v in facets["session"]] == [("2022-2023", 2)]
    assert [(v.value, v.label) for v in facets["person"]] == [("pieter-omtzigt", "Pieter Omtzigt")]
    assert [(v.value, v.count) for v in facets["year_named"]] == [("2021", 1), ("2022", 1)]


def test_year_kinds_ask_different_years(index):
    year = (YearRange(2023, 2023),)
    assert found(index, "", Filters(years=year)) == {"brief.1", "brief.2"}
    assert len(found(index, "", Filters(years=year, year_kind="publication"))) == 5
    assert found(index, "", Filters(years=(YearRange(2022, 2022),), year_kind="session")) == {
        "brief.1",
        "brief.2",
    }


# ------------------------------------------------------------------ what is shown


def marked(hit):
    return [hit.passage.text[start:end] for start, end in hit.highlights]


def test_marks_words_parts_and_phrases(index):
    def first(query):
        return index.search(query, Filters(), **FETCH).hits[0]

    assert marked(first("klacht")) == ["klachten", "klachten"]
    # of a compound only the part that was asked for
    assert marked(first("opvang -huur")) == ["opvang"]
    assert marked(first('"recht doen"')) == ["recht doen"]
    assert marked(first("omtz*")) == ["Omtzigt"]


def test_the_answer_says_how_the_query_was_read(index):
    page = index.search('klachten "recht doen" jaar:2022 wat', Filters(), **FETCH)
    assert page.understood.terms == ("klachten",)
    assert page.understood.phrases == ("recht doen",)
    assert page.understood.filters == ("jaar:2022",)


WISHES = [
    ("klachten 2022", ("voorkeur voor jaar:2022",)),
    (
        "capaciteit in de kamerbrief van Omtzigt",
        ("voorkeur voor type:kamerbrief", "voorkeur voor lid:pieter-omtzigt"),
    ),
    ("stand van de uitvoering", ("voorkeur voor type:stand-van-de-uitvoering",)),
    # a surname in lower case is a name where most passages that have the word are about that person
    ("omtzigt", ("voorkeur voor lid:pieter-omtzigt",)),
    # an explicit filter is no wish; between quotes nothing is
    ("klachten jaar:2022", ("jaar:2022",)),
    ('klachten "2022"', ()),
    # a kind that is not here
    ("motie", ()),
]


@pytest.mark.parametrize(("query", "filters"), WISHES)
def test_wishes_are_told(index, query, filters):
    assert index.search(query, Filters(), **FETCH).understood.filters == filters


def test_a_wish_only_changes_the_order(index):
    plain = index.search("toeslag klachten capaciteit", Filters(), **FETCH)
    wished = index.search("toeslag klachten capaciteit 2023", Filters(), **FETCH)
    assert wished.total == plain.total
    assert ids(wished)[0] == "brief.1"


def test_hits_carry_a_citation_and_their_document(index):
    (hit,) = index.search("hoorzitting", Filters(), **FETCH).hits
    assert hit.citation == "Kamerstukken II 2022/23, 31066, nr. 1236"
    assert hit.document.kind == "kamerbrief"
    # found in a footnote only: that is what the snippet shows
    assert hit.snippet == "Noot 1: Zie het verslag van de hoorzitting."
    assert hit.highlights == ()


def test_a_word_that_is_nowhere_is_searched_as_what_was_meant(index):
    page = index.search("jaar:2022 klachtne huurtoeslag", Filters(), **FETCH)
    assert set(ids(page)) == {"jr22.1", "jr22.2", "jr22.3"}
    assert page.suggestion == "jaar:2022 klachten huurtoeslag"
    assert [(e.term, e.added) for e in page.understood.expansions] == [("klachtne", ("klachten",))]
    assert "klachtne" in page.understood.expansions[0].why
    # a word that is somewhere is never mended, a phrase and --exact neither
    assert index.search("klachten", Filters(), **FETCH).suggestion is None
    assert index.search("klachtne", Filters(), **FETCH, exact=True).total == 0
    assert index.search('"klachtne"', Filters(), **FETCH).suggestion is None


def test_a_word_that_is_nowhere_and_looks_like_nothing_is_told(index):
    page = index.search("hoorzitting xqz", Filters(), **FETCH)
    assert set(ids(page)) == {"brief.1"}
    (message,) = page.messages
    assert (message.code, message.start, message.end) == ("onbekend_woord", 12, 15)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # titles, headings without their number, labels of tags and taxonomies; frequent first
        ("stand", ["Stand van de uitvoering", "Stand van zaken"]),
        ("dienst", ["Dienst Toeslagen", "Dienstverlening"]),
        ("KINDERO", ["Kinderopvangtoeslag"]),
        # a later word may be what was begun; case and accents make no difference
        ("omtz", ["Pieter Omtzigt"]),
        ("ómtz", ["Pieter Omtzigt"]),
        # one letter says nothing
        ("s", []),
        ("xyz", []),
    ],
)
def test_suggests_while_typing(index, typed, expected):
    assert list(index.suggest(typed)) == expected


# ------------------------------------------------------------------ writing


def test_updates_replace_and_remove_documents(tmp_path):
    index = make(tmp_path / "index")
    index.rebuild(entries("jr22.1", "jr22.2", "svu.1"), revision=1)
    # jr22 was read anew and lost a passage, brief is new, svu is gone
    index.update(entries("jr22.1", "brief.1"), ["jr22", "brief", "svu"], revision=2)
    assert found(index, "") == {"jr22.1", "brief.1"}
    assert found(index, "huurtoeslag") == set()
    assert found(index, "toeslag") == {"jr22.1", "brief.1"}
    assert index.revision == 2
    page = index.search("", Filters(), **FETCH)
    assert sorted(ids(page)) == ["brief.1", "jr22.1"]
    assert {v.value: v.count for v in page.facets["kind"]} == {"kamerbrief": 1, "jaarrapportage": 1}
    assert set(index.facet_values("kind")) == {"kamerbrief", "jaarrapportage"}
    assert index.problem(2, 2) is None
    index.close()


def test_updated_index_answers_as_a_rebuilt_one(tmp_path):
    grown, built = make(tmp_path / "grown"), make(tmp_path / "built")
    grown.rebuild(entries("jr22.1"), revision=1)
    grown.update(entries("jr22.1", "jr22.2", "jr22.3", "brief.1"), ["jr22", "brief"], revision=2)
    grown.update(entries("brief.1", "brief.2", "svu.1"), ["brief", "svu"], revision=3)
    built.rebuild(entries(), revision=3)
    for query in ("toeslag klachten", "kinderopvangtoeslag", '"recht doen"', "ouders NIET capaciteit", ""):
        assert ids(grown.search(query, Filters(), **FETCH)) == ids(built.search(query, Filters(), **FETCH))
    grown.close()
    built.close()


def test_readers_see_the_old_state_until_the_swap(tmp_path):
    folder = tmp_path / "index"
    reader, writer = make(folder), make(folder)
    writer.rebuild(entries("jr22.1"), revision=1)
    seen = []

    def slowly():
        for entry in entries("brief.1", "svu.1"):
            seen.append(found(reader, ""))
            yield entry

    writer.rebuild(slowly(), revision=2)
    assert seen == [{"jr22.1"}, {"jr22.1"}]
    assert found(reader, "") == {"brief.1", "svu.1"}
    reader.close()


def test_a_failed_build_leaves_the_old_index_and_no_rubbish(tmp_path):
    index = make(tmp_path / "index")
    index.rebuild(entries("jr22.1"), revision=1)

    def broken():
        yield entries("brief.1")[0]
        raise RuntimeError("stroom weg")

    with pytest.raises(RuntimeError):
        index.rebuild(broken(), revision=2)
    assert index.revision == 1
    assert found(index, "") == {"jr22.1"}
    assert len(list((tmp_path / "index").glob("gen-*"))) == 1
    index.close()


def test_an_index_of_another_store_is_not_opened_but_built_over(tmp_path):
    folder = tmp_path / "index"
    other = make(folder, store="store-2")
    other.rebuild(entries("jr22.1"), revision=1)
    other.close()
    index = make(folder)
    assert index.revision is None
    assert index.problem(1, 0) == "Er is nog geen zoekindex."
    with pytest.raises(IndexMissingError):
        index.search("", Filters(), **FETCH)
    index.rebuild(entries("brief.1"), revision=1)
    assert found(index, "") == {"brief.1"}
    assert len(list(folder.glob("gen-*"))) == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    index.close()


@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"generation": "../elsewhere"}'])
def test_a_broken_pointer_is_no_index(tmp_path, rubbish):
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "current.json").write_text(rubbish)
    assert not make(folder).usable


def test_a_pointer_does_not_lead_out_of_the_folder(tmp_path):
    index = make(tmp_path / "index")
    index.rebuild(entries("jr22.1"), revision=1)
    index.close()
    pointer = tmp_path / "index" / "current.json"
    data = json.loads(pointer.read_text())
    data["generation"] = "../" + data["generation"]
    pointer.write_text(json.dumps(data))
    assert make(tmp_path / "index").revision is None


def test_problems_are_told(tmp_path):
    index = make(tmp_path / "index")
    index.rebuild(entries("jr22.1"), revision=1)
    assert index.problem(1, 1) is None
    assert "loopt achter" in index.problem(2, 1)
    assert "telt 1 passages, de kennisbank 3" in index.problem(1, 3)

    class Newer(FakeLanguage):
        version = "fake-2"

    newer = make(tmp_path / "index", Newer())
    assert not newer.usable
    assert "woordanalyse" in newer.problem(1, 1)
    with pytest.raises(IndexMissingError):
        newer.search("", Filters(), **FETCH)
    index.close()


def test_a_damaged_index_says_what_to_do_and_is_built_anew(tmp_path):
    index = make(tmp_path / "index")
    index.rebuild(entries("jr22.1"), revision=1)
    for file in (tmp_path / "index").glob("gen-*/columns/*.json"):
        file.write_text("{")
    with pytest.raises(KennisbankError, match="kennisbank reindex"):
        index.search("", Filters(), **FETCH)
    assert "beschadigd" in index.problem(1, 1)
    index.rebuild(entries("jr22.1"), revision=1)
    assert found(index, "") == {"jr22.1"}
    index.close()


def test_what_a_killed_writer_left_is_cleared(tmp_path):
    index = make(tmp_path / "index")
    index.rebuild(entries("jr22.1"), revision=1)
    left = tmp_path / "index" / "gen-deadbeef0000"
    (left / "engine").mkdir(parents=True)
    index.update(entries("brief.1"), ["brief"], revision=2)
    assert not left.exists()
    assert found(index, "") == {"jr22.1", "brief.1"}
    index.close()


def test_an_engine_that_is_not_there_is_named(tmp_path):
    with pytest.raises(KennisbankError, match="lucene"):
        make(tmp_path / "index").rebuild([], revision=1, engine="lucene")


def test_threads_search_while_a_writer_goes_on(tmp_path):
    folder = tmp_path / "index"
    reader, writer = make(folder), make(folder)
    writer.rebuild(entries("jr22.1"), revision=1)
    stop, wrong = threading.Event(), []

    def search():
        while not stop.is_set():
            try:
                if "jr22.1" not in found(reader, "klachten toeslag"):
                    wrong.append("lost")
            except Exception as error:
                wrong.append(repr(error))

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for revision in range(2, 8):
            writer.update(entries("brief.1", "svu.1"), ["brief", "svu"], revision=revision)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert reader.revision == 7
    reader.close()


def test_an_empty_index_answers(tmp_path):
    index = make(tmp_path / "index")
    index.rebuild([], revision=1)
    page = index.search("toeslag", Filters(kinds=("kamerbrief",)), **FETCH)
    assert (page.total, page.hits) == (0, ())
    assert index.search("", Filters(), **FETCH).total == 0
    index.update(entries("jr22.1"), ["jr22"], revision=2)
    assert found(index, "klachten") == {"jr22.1"}
    index.close()

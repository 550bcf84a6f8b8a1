"""What the search and document pages show, worked out without a browser."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from ui_builders import document, facet, hit, passage, result

from index.results import Expansion, FacetValue, Message, Place, Understood
from kb.filters import Filters, YearRange
from kb.records import Heading, PublicationDate, Tag
from ui import present_document, present_facets, present_found, present_search
from ui.address import DocumentAddress, SearchAddress
from ui.present_document import PART_SIZE
from ui.search_links import search_address


def labels(_facet: str, value: str) -> str:
    return {"huurtoeslag": "Huurtoeslag"}.get(value, value)


def titles(value: str) -> str:
    return value


# ------------------------------------------------------------------ search


@pytest.mark.parametrize(
    ("text", "snippet", "pieces"),
    [
        ("een twee drie vier", "… twee drie …", ["twee drie"]),
        ("een twee drie vier", "een … vier", ["een", "vier"]),
        ("een\ntwee  drie", "een twee drie", ["een\ntwee  drie"]),  # white space may differ
        ("een twee", "helemaal anders", ["een twee"]),  # not found back: the beginning
        ("", "…", []),
    ],
)
def test_a_snippet_is_found_back_in_its_passage(text, snippet, pieces):
    """So that the marks of the passage hold in the snippet."""
    assert [text[start:end] for start, end in present_search.snippet_spans(text, snippet)] == pieces


def test_a_long_passage_without_snippet_is_cut_between_words():
    """Nobody sees half a word."""
    text = "woord " * 200
    ((start, end),) = present_search.snippet_spans(text, "onvindbaar")
    assert start == 0
    assert text[:end].endswith("woord")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"page_from": 12, "page_to": 12}, "p. 12"),
        ({"page_from": 12, "page_to": 13}, "p. 12–13"),
        ({"page_from": 12, "page_to": 12, "page_label_from": "10", "page_label_to": "10"}, "p. 10"),
        ({"line_start": 5, "line_end": 9}, "regel 5–9"),
        ({}, None),
    ],
)
def test_where_a_passage_stands(fields, shown):
    """The page as printed, else as counted, else lines."""
    assert present_search.place(passage("x", **fields)) == shown


def test_a_chosen_filter_stays_in_sight_when_it_has_no_hits():
    """Otherwise nobody could take it away again beside the results."""
    page = result(facets={"regeling": facet(("huurtoeslag", 3)), "year": facet(("2021", 1), ("2022", 5))})
    address = SearchAddress(filters=Filters(regelingen=("zorgtoeslag",), years=(YearRange(2019, 2019),)))
    found = {item.field: item for item in present_search.facets(page, address, labels)}
    assert [(o.value, o.label, o.count, o.selected) for o in found["regelingen"].options] == [
        ("zorgtoeslag", "zorgtoeslag", 0, True),
        ("huurtoeslag", "Huurtoeslag", 3, False),
    ]
    assert [option.value for option in found["years"].options] == ["2019", "2022", "2021"]
    assert found["years"].active == 1


@pytest.mark.parametrize(
    ("size", "at_hand", "further", "left_out"), [(7, 7, 0, 0), (8, 6, 2, 0), (100, 6, 60, 34)]
)
def test_a_long_filter_keeps_its_tail_behind_a_click(size, at_hand, further, left_out):
    """The commonest are at hand, and one that is on too; a click for one more value would be silly."""
    page = result(facets={"person": facet(*((f"p{n}", size - n) for n in range(size)))})
    persons = present_search.facets(page, SearchAddress(), labels)[-1]
    counts = (len(persons.options), len(persons.further()), persons.left_out())
    assert counts == (at_hand, further, left_out)
    on = SearchAddress(filters=Filters(persons=(f"p{size - 1}",)))
    chosen = present_search.facets(page, on, labels)[-1]
    assert chosen.options[-1].selected


def test_a_long_filter_is_looked_through():
    """By any part of a label, whatever its case and accents; beyond what can be chosen from at once too."""
    names = [f"persoon-{n}" for n in range(98)] + ["andré-gündoğan", "zoë-de-vries"]
    page = result(facets={"person": facet(*((name, 200 - n) for n, name in enumerate(names)))})
    persons = present_search.facets(page, SearchAddress(), labels)[-1]
    assert [option.value for option in persons.further("ANDRE gun")] == ["andré-gündoğan"]
    assert [option.value for option in persons.further("vries")] == ["zoë-de-vries"]
    assert (persons.further("bestaat niet"), persons.left_out("vries")) == ((), 0)
    assert persons.left_out("persoon") == 98 - 6 - len(persons.further("persoon"))


def test_the_kind_of_year_decides_which_years_are_offered():
    """A filter on publication years counts publication years."""
    page = result(facets={"year": facet(("2021", 1)), "year_publication": facet(("2023", 4))})
    address = SearchAddress(filters=Filters(year_kind="publication"))
    (years,) = present_search.facets(page, address, labels)
    assert (years.name, [option.value for option in years.options]) == ("Jaar van verschijnen", ["2023"])
    assert present_search.years_offered(page, address) == [2023]


def test_a_session_is_shown_whole_and_chosen_by_its_first_year():
    """Vergaderjaar 2022-2023 is year 2022 in the address."""
    page = result(facets={"session": facet(("2022-2023", 4))})
    (years,) = present_search.facets(page, SearchAddress(filters=Filters(year_kind="session")), labels)
    assert [(option.value, option.label) for option in years.options] == [("2022", "2022-2023")]


def test_years_of_a_stretch_in_which_nothing_was_found_are_no_choice():
    """A year that is on by itself stays, be it with nothing, so that it can be taken off."""
    page = result(hit(passage("x")), facets={"year": facet(("2021", 0), ("2022", 3))})
    for years, shown in [((YearRange(2021, 2023),), ["2022"]), ((YearRange(2021, 2021),), ["2022", "2021"])]:
        found = present_search.facets(page, SearchAddress("x", Filters(years=years)), labels)
        assert [item.value for item in found[0].options] == shown


def test_a_stretch_of_years_is_no_box_to_tick():
    """2021–2023 shows in the fields from and to, and its years can be chosen there."""
    address = SearchAddress(filters=Filters(years=(YearRange(2021, 2023),)))
    assert present_search.stretch(address) == YearRange(2021, 2023)
    assert present_search.years_offered(result(), address) == [2021, 2023]
    assert present_search.stretch(SearchAddress(filters=Filters(years=(YearRange(2021, 2021),)))) is None


def test_chips_say_what_is_on():
    """Values, years and exclusions, in words."""
    address = SearchAddress(
        filters=Filters(
            kinds=("stand-van-de-uitvoering",),
            regelingen=("huurtoeslag",),
            documents=("doc-1",),
            years=(YearRange(2021, 2023),),
            year_kind="session",
            excluded=(("regelingen", "huurtoeslag"),),
        )
    )
    assert [chip.label for chip in present_search.chips(address, labels, titles)] == [
        "Stand van de uitvoering",
        "Huurtoeslag",
        "doc-1",
        "Vergaderjaar 2021–2023",
        "niet: Huurtoeslag",
    ]


def test_each_chip_takes_its_own_filter_away():
    """What a chip names is what `without` understands."""
    address = SearchAddress(
        filters=Filters(kinds=("a",), years=(YearRange(2021, 2023),), excluded=(("themes", "ict"),))
    )
    for chip in present_search.chips(address, labels, titles):
        address = address.without(chip.field, chip.value)
    assert address.filters.empty


def test_a_hit_shows_what_it_is_where_it_stands_and_how_to_cite_it():
    """Kind, organisation, date, page, section, words with marks, citation: escaped."""
    found = passage("De <b>wachttijd</b> loopt op.", section=("3 Knelpunten", "3.1 IV"), page_from=4, page_to=4)
    html = present_search.hit_body(hit(found, highlights=((6, 15),), citation="Dienst <x>, p. 4"), labels)
    for part in (
        "Kamerbrief",
        "Dienst",
        "mei 2023",
        "p. 4",
        "3 Knelpunten › 3.1 IV",
        "<mark>wachttijd</mark>",
        "&lt;b&gt;",
        "Dienst &lt;x&gt;, p. 4",
        "data-kopieer=",
    ):
        assert part in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("total", "hits", "offset", "told"),
    [
        (0, 0, 0, "Niets gevonden"),
        (1, 1, 0, "1 passage gevonden"),
        (8, 8, 0, "8 passages gevonden"),
        (1547, 10, 10, "11–20 van 1.547 passages"),
    ],
)
def test_the_summary_counts(total, hits, offset, told):
    """Dutch numbers, and what part of it is on the screen."""
    page = result(*(hit(passage("x", start=n)) for n in range(hits)), total=total, offset=offset)
    assert present_search.summary(page) == told


@pytest.mark.parametrize(
    ("counted", "hits", "told", "pages"),
    [
        ({"total": 12, "groups": 9}, 9, "12 passages gevonden in 9 treffers", 1),
        ({"total": 52, "groups": 40}, 10, "1–10 van 40 treffers (52 passages)", 4),
        ({"total": 52, "groups": 40, "offset": 30}, 10, "31–40 van 40 treffers (52 passages)", 4),
        ({"total": 52, "groups": 41, "offset": 40}, 1, "41–41 van 41 treffers (52 passages)", 5),
    ],
)
def test_what_says_the_same_is_one_hit(counted, hits, told, pages):
    """Pages go by hits, and both numbers are told."""
    page = result(*(hit(passage("x", start=n)) for n in range(hits)), **counted)
    assert present_search.summary(page) == told
    assert present_search.page_count(page) == pages


def test_how_a_query_was_read_is_told():
    """Added words with the reason, preferences, filters and phrases; nothing when there is nothing."""
    read = Understood(
        ("iv",), ("tijdig uitbetaald",), ("regeling:zorgtoeslag", "voorkeur voor jaar:2022"),
        (Expansion("iv", ("ICT",), "afkorting"),), ("jaar:2022", "lid:huurtoeslag"),
    )  # fmt: skip
    html = present_found.understood(result(understood=read), SearchAddress("iv"), labels)
    for part in ("regeling:zorgtoeslag", "tijdig uitbetaald", "<strong>ICT</strong>", "afkorting", "jaar 2022"):
        assert part in html
    assert "voorkeur voor" not in html
    assert present_found.understood(result(), SearchAddress(), labels) == ""


def test_what_was_read_goes_off_and_on_with_a_click():
    """Each cross leads to the same search without it; what is off can be had back."""
    expansion = Expansion("iv", ("ICT",), "afkorting")
    read = Understood(("iv",), (), (), (expansion,), ("jaar:2022",))
    address = SearchAddress("iv 2022", Filters(kinds=("kamerbrief",)), page=3)
    html = present_found.understood(result(understood=read), address, labels)
    for key in (expansion.key, "jaar:2022"):
        there = search_address(address.switched(key))
        assert f'href="{there.replace("&", "&amp;")}"' in html
        assert "soort=kamerbrief" in there
        assert "pagina" not in there
    off = address.switched(expansion.key)
    again = present_found.understood(result(), off, labels)
    assert "ICT weer aanzetten" in again
    assert search_address(off.switched(expansion.key)).replace("&", "&amp;") in again


def test_a_filter_value_can_be_left_out():
    """Each value as a link that excludes it and does not ask for it at the same time."""
    page = result(facets={"regeling": facet(("huurtoeslag", 3), ("zorgtoeslag", 2))})
    address = SearchAddress("x", Filters(regelingen=("huurtoeslag",)))
    found = next(item for item in present_search.facets(page, address, labels) if item.field == "regelingen")
    html = present_facets.exclusions(found, address)
    assert 'aria-label="Niet Huurtoeslag"' in html
    excluded = address.excluding("regelingen", "huurtoeslag")
    assert excluded.filters == Filters(excluded=(("regelingen", "huurtoeslag"),))
    assert excluded.excluding("regelingen", "huurtoeslag").filters.empty
    assert "Juist niet (1)" in present_facets.exclusions(found, excluded)


def test_the_same_text_elsewhere_is_told_with_its_places():
    """Every place a link, and what is beyond them counted."""
    there = Place("b.1", "b", "Brief B", "Minister <van> X, Brief B, p. 2")
    html = present_found.elsewhere(
        hit(passage("Dezelfde woorden."), places=(there,), other_places=3), "woorden"
    )
    assert "nog op 3 plaatsen" in html
    assert 'href="document?id=b&amp;woorden=Dezelfde' in html
    assert "&lt;van&gt;" in html
    assert "en nog 2" in html
    assert present_found.elsewhere(hit(passage("x")), "") == ""


def test_a_question_and_its_answer_are_shown_as_one():
    """With a question its answer, with an answer its question; once, however they begin."""
    asked = passage("Vraag 1 Klopt dit?", kind="question", question_number="1")
    answer = passage("Antwoord 1 Ja, " + "dat klopt. " * 60, start=50, kind="answer", question_number="1")
    html = present_found.exchange(hit(asked), (asked, answer), "klopt")
    assert "Antwoord 1 Ja" in html
    assert "Antwoord:" not in html
    assert "…" in html
    assert "Lees het antwoord" in html
    assert "Vraag 1 Klopt dit?" in present_found.exchange(hit(answer), (asked, answer), "klopt")
    assert present_found.exchange(hit(asked), (asked,), "klopt") == ""


def test_the_question_stands_before_its_answer():
    """Read in their order, whichever of the two was found; how to cite it comes last."""
    asked = passage("Vraag 1 Klopt dit?", kind="question", question_number="1")
    answer = passage("Antwoord 1 Ja.", start=50, kind="answer", question_number="1")
    for found in (asked, answer):
        other = present_found.exchange(hit(found), (asked, answer), "klopt")
        html = present_search.hit_body(hit(found), labels, other)
        assert html.index("Vraag 1 Klopt") < html.index("Antwoord 1 Ja") < html.index("Kopieer verwijzing")


def test_a_hit_without_a_date_says_so():
    """With the year that it is about, where that is known."""
    undated = hit(passage("x", reporting_year=2023))
    undated = replace(undated, document=replace(undated.document, publication_date=None))
    assert "datum onbekend, over 2023" in present_search.hit_body(undated, labels)
    unknown = replace(undated, passage=passage("x"))
    assert "datum onbekend</span>" in present_search.hit_body(unknown, labels)


def test_people_are_named_as_the_result_names_them():
    """No taxonomy knows them; what the result does not hold is made readable."""
    page = result(facets={"person": (FacetValue("van-dijk", "Inge van Dijk (CDA)", 3),)})
    known = present_search.labels_with(page, labels)
    address = SearchAddress("x", Filters(persons=("van-dijk", "jan-de-vries")))
    assert [chip.label for chip in present_search.chips(address, known, titles)] == [
        "Inge van Dijk (CDA)", "Jan de Vries",
    ]  # fmt: skip


def test_a_number_that_is_not_here_leads_to_where_it_is():
    """The address in a message is a link without the point behind it, and no other words are advised."""
    told = "31 066, nr. 1 is Kamerstuk 31 066, nr. 1. Te lezen op https://example.nl/kst-1.html."
    page = result(hit(passage("x")), query="31 066, nr. 1", messages=(Message("nummer", told, 0, 13),))
    html = present_found.messages(page)
    assert 'href="https://example.nl/kst-1.html"' in html
    assert "<mark>" not in html
    assert present_found.few_found(page, SearchAddress(page.query), [document()], labels) == ""
    hostile = Message("x", 'Zie https://e.nl/"onclick="x <b>', None, None)
    assert "<b>" not in present_found.messages(result(messages=(hostile,)))
    assert '"onclick="' not in present_found.messages(result(messages=(hostile,)))


def test_what_the_collection_lacks_is_said():
    """A year or a kind that no document has, taken from words or from filters."""
    documents = [
        document(reporting_years=(2011, 2021), kind="kamerbrief"),
        document("b", reporting_years=(2022,)),
    ]
    page = result(understood=Understood(wishes=("jaar:2019", "lid:x")))
    address = SearchAddress("x", Filters(kinds=("motie", "kamerbrief")))
    assert present_found.lacking(page, address, documents, labels) == [
        "Er is hier geen document over verslagjaar 2019; wel over 2011, 2021–2022.",
        "Er is hier geen document van de soort Motie.",
    ]
    assert present_found.lacking(result(), SearchAddress(), documents, labels) == []


@pytest.mark.parametrize(
    ("query", "total", "told"), [("x", 3, True), ("x", 4, False), ("", 1, False), ("x", 0, False)]
)
def test_few_hits_say_what_to_try(query, total, told):
    """Only where something was asked and little was found."""
    page = result(query=query, total=total)
    assert bool(present_found.few_found(page, SearchAddress(query), [], labels)) is told


def test_what_is_lacking_is_said_beside_hits_too():
    """Many hits about other years are no answer about the year that was asked."""
    page = result(query="x 2019", total=40, understood=Understood(wishes=("jaar:2019",)))
    documents = [document(reporting_years=(2021,))]
    html = present_found.few_found(page, SearchAddress("x 2019"), documents, labels)
    assert "geen document over verslagjaar 2019" in html
    assert "Weinig gevonden" not in html


def test_suggestions_are_offered_by_the_browser():
    """As the field's own list, escaped."""
    html = present_search.suggestions(["Brief <b>", 'een "twee"'])
    assert 'value="Brief &lt;b&gt;"' in html
    assert "&quot;twee&quot;" in html
    assert f'data-veld="{present_search.FIELD_NAME}"' in html


@pytest.mark.parametrize(
    ("query", "plain"), [('"een twee" drie', "een twee drie"), ("«a» “b c”", "a b c"), ("zonder", "zonder")]
)
def test_a_query_without_its_quotes(query, plain):
    """Whatever the shape of the quotes."""
    assert present_search.unquoted(query) == plain


def test_a_message_points_at_its_place_in_the_query():
    """The part that went wrong is marked in the query as typed."""
    html = present_found.messages(result(query='a "b', messages=(Message("x", "Niet gesloten.", 2, 4),)))
    assert "Niet gesloten." in html
    assert "a <mark>&quot;b</mark>" in html


def test_no_hits_says_what_was_searched_and_what_to_do():
    """A hole in the collection may not look like an answer."""
    documents = [document(reporting_years=(2021,)), document("b", reporting_years=(2024,))]
    address = SearchAddress("een twee", Filters(kinds=("x",)), exact=True)
    read = Understood(("een", "twee"), ("drie vier",))
    html = present_found.nothing_found(result(query="een twee", understood=read), address, documents, labels)
    for part in ("2 documenten", "2021, 2024", "filter weg", "verwante woorden", "minder woorden"):
        assert part in html
    assert "Gezocht is naar: een, twee, “drie vier”." in html
    assert "aanhalingstekens weg" in html


# ------------------------------------------------------------------ a document


def long_document(size: int) -> tuple[list, list[Heading]]:
    passages = [passage(f"Passage {n}.", start=100 * n + 50) for n in range(size)]
    headings = [Heading(f"Kop {n}", 1, 100 * n + 30, 100 * n + 40) for n in range(0, size, 10)]
    return passages, headings


@pytest.mark.parametrize("size", [0, 1, PART_SIZE, PART_SIZE + 1, 3 * PART_SIZE - 1])
def test_parts_hold_every_passage_and_heading_once(size):
    """However long a document is, nothing falls between two parts."""
    passages, headings = long_document(size)
    total = present_document.part_count(passages)
    parts = [present_document.make_part(number, passages, headings) for number in range(1, total + 1)]
    assert [p for part in parts for p in part.passages] == passages
    assert [h for part in parts for h in part.headings] == headings
    assert [item.part for item in present_document.outline(headings, passages)] == [
        part.number for part in parts for _ in part.headings
    ]


def test_the_part_of_the_passage_that_is_asked_for():
    """A link into the second part opens it, unless another part is asked for; nonsense opens the last."""
    passages, _ = long_document(2 * PART_SIZE)
    target = passages[PART_SIZE + 3]
    assert present_document.part_of(DocumentAddress("doc", "x"), passages, target) == 2
    assert present_document.part_of(DocumentAddress("doc", "x", part=1), passages, target) == 1
    assert present_document.part_of(DocumentAddress("doc", part=99), passages, None) == 2


def test_a_document_in_order_with_pages_headings_and_the_place_asked_for():
    """Page marks where pages begin, headings before their text, one passage marked as asked for."""
    passages = [
        passage("Eerste.", start=100, page_from=1, page_to=1),
        passage("Tweede.", start=200, page_from=1, page_to=2),
        passage("Derde.", start=300, page_from=2, page_to=2),
        passage("Vierde.", start=400, page_from=3, page_to=3, page_label_from="1"),
    ]
    headings = [Heading("Kop A", 1, 90, 95), Heading("Kop B", 2, 290, 295)]
    part = present_document.make_part(1, passages, headings)
    html = present_document.text_html(part, {passages[2].passage_id: [(0, 5)]}, passages[2])
    shown = re.sub(r"<[^>]+>", "|", html)
    order = [
        "Pagina 1",
        "Kop A",
        "Eerste.",
        "Tweede.",
        "Kop B",
        "Gevraagde passage",
        "Derde",
        "Pagina 1 (blad 3)",
    ]
    places = [shown.find(item) for item in order]
    assert -1 not in places
    assert places == sorted(places)
    assert html.count('id="doel"') == 1
    assert html.count('id="treffer-1"') == 1
    assert "<h2" in html
    assert "<h3" in html


def test_a_link_to_words_within_a_passage_points_at_them():
    """The passage is marked, and the words in it; the beginning of a passage needs no pointing at."""
    found = passage("Eerst dit. Hier staat de toe-\nzegging zelf. En dan nog iets.", start=10)
    part = present_document.make_part(1, [found], [])
    html = present_document.text_html(part, {}, found, words="hier staat de toezegging zelf")
    assert re.search(r'<span class="kb-label" title="[^"]+">Hier staat de toe-</span>', html)
    assert "kb-label" not in present_document.text_html(part, {}, found, words="eerst dit")


def test_labels_are_only_shown_when_asked_for():
    """What annotators found is underlined with what it is."""
    tag = Tag("regeling", "huurtoeslag", "Huurtoeslag", "huurtoeslag", 3, 14, "r", 0.9)
    found = passage("De huurtoeslag.", tags=(tag,))
    assert "Regeling: Huurtoeslag" in present_document.passage_html(found, [], False, labels=True)
    assert "kb-label" not in present_document.passage_html(found, [], False)


def test_facts_come_with_their_ground():
    """Each fact with the words that say so; a date that is only bounded says that."""
    html = present_document.facts_html(
        document(
            kind="jaarrapportage",
            evidence={"kind": "Jaarrapportage 2022"},
            publication_date=PublicationDate("2025-05", "month", None, "colofon", "Den Haag, mei 2025"),
            url="https://example.org/x",
        ),
        labels,
    )
    for part in (
        "mei 2025",
        "colofon: “Den Haag, mei 2025”",
        "Jaarrapportage 2022",
        'href="https://example.org/x"',
    ):
        assert part in html


def test_outline_jumps_within_a_part_and_goes_to_another():
    """A heading of this part is a jump, one of another part an address."""
    passages, headings = long_document(PART_SIZE + 20)
    items = present_document.outline(headings, passages)
    html = present_document.outline_html(items, 1, DocumentAddress("doc", query="x"))
    assert 'href="#kop-1030"' in html
    assert re.search(r'href="document\?id=doc&amp;q=x&amp;deel=2#kop-\d+"', html)

"""The pages of knelpunten: themes against years, the list, one theme, one knelpunt with its chain."""

from __future__ import annotations

import dataclasses
import re

import pytest
from knelpunten_reading import a_document, a_text

from kb.registers import knelpunten
from kb.registers.knelpunten import Cell, Column, Matrix, Row, Tools, find, join
from kb.taxonomy import load
from ui import present_knelpunt, present_knelpunten
from ui.address import DocumentAddress
from ui.address_registers import RecordAddress, RegisterAddress
from ui.present_knelpunten import matrix_html, place_of, shown_rows, theme_choices
from ui.register_export import Sources

TAXONOMY = load()
HOSTILE = "<script>alert(1)</script>"
STILL = "Het tekort aan verzekeringsartsen in de WIA blijft een knelpunt."
STILL = "Het tekort aan verzekeringsartsen in de WIA blijft een knelpunt."
SAID = (
    ("svb", 2021, "Een knelpunt is het tekort aan verzekeringsartsen in de WIA: herbeoordelingen blijven uit."),
    ("svb", 2022, f"{STILL} Om de herbeoordelingen in te lopen zetten wij daarom extra verpleegkundigen in."),
    ("uwv", 2024, "De website voor werkgevers valt wekelijks uit door een storing in de oude software."),
)


@dataclasses.dataclass
class Held:
    """Records with the documents and passages that they stand in."""

    records: list
    documents: list
    passages: dict

    @property
    def sources(self):
        documents = {item.document_id: item for item in self.documents}
        return Sources(documents, self.passages, TAXONOMY.label)

    @property
    def matrix(self):
        return knelpunten.matrix(self.records, self.documents, TAXONOMY)


def made(*said):
    """What (organisation, year, text) documents hold, joined."""
    records, documents, passages = [], [], {}
    for organisation, year, text in said:
        document = a_document(
            f"{organisation}-{year}", organisation=organisation.upper(), organisation_id=organisation,
            reporting_year=year, reporting_years=(year,) if year else (), passages=20, title=f"Stand {year}",
        )  # fmt: skip
        document, kept, source = a_text(text, document)
        found = find(document, kept, source, Tools(TAXONOMY))
        assert found, text
        records += found
        documents.append(document)
        passages |= {item.passage_id: item for item in kept}
    return Held(join(records, documents, taxonomy=TAXONOMY), documents, passages)


@pytest.fixture(scope="module")
def held():
    """Three documents of two organisations; 2023 has none."""
    return made(*SAID)


def cells(html, theme):
    """The cells of the row of a theme, as text; its name without."""
    row = next(row for row in re.findall(r"<tr>(.*?)</tr>", html) if f">{theme}<" in row)
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]


# ------------------------------------------------------------------------------ the matrix


def test_the_matrix_has_a_number_per_theme_and_year(held):
    """A cell is a number, 0 where nothing was found, and empty where there is no document of the year."""
    html = matrix_html(held.matrix, RegisterAddress())
    assert cells(html, "Capaciteit") == ["1", "1", "", "0", "2"]
    assert cells(html, "ICT") == ["0", "0", "", "1", "1"]


def test_under_each_year_stands_what_there_is_of_it(held):
    """Documents and passages under a year; a year without documents says so and is no link."""
    html = matrix_html(held.matrix, RegisterAddress())
    head = html[: html.index("</thead>")]
    assert head.count("1 document, 20 passages") == 3
    assert "2023<span" in head
    assert "geen documenten" in head
    assert 'href="knelpunten?jaar=2023"' not in head


def test_a_cell_leads_to_its_records_and_says_what_it_is(held):
    """A link with theme and year beside the other filters; shade, number and words say the same."""
    address = RegisterAddress(words="artsen").choosing("organisation", ["svb"])
    html = matrix_html(held.matrix, address)
    wanted = "knelpunten?q=artsen&amp;thema=capaciteit&amp;organisatie=svb&amp;jaar=2021"
    assert f'href="{wanted}"' in html
    assert "Capaciteit, 2021: 1 knelpunt in 1 document, 5,0% van de passages" in html
    assert 'style="--kb-deel:42%"' in html


def test_the_cell_that_is_chosen_leads_back(held):
    """Theme and year are on: the cell is marked, and choosing it again takes both away."""
    address = RegisterAddress().choosing("theme", ["capaciteit"]).choosing("year", ["2021"])
    html = matrix_html(held.matrix, address)
    marked = re.findall(r"<a [^>]*aria-current[^>]*>", html)
    assert len(marked) == 1
    assert 'href="knelpunten?"' in marked[0]


def test_the_matrix_is_a_table_for_a_screen_reader(held):
    """Head cells with a scope, a caption, and a name for the part that can be scrolled."""
    html = matrix_html(held.matrix, RegisterAddress())
    assert html.count('scope="col"') == 1 + 4 + 1
    assert html.count('scope="row"') == len(shown_rows(held.matrix))
    assert "<caption" in html
    assert 'aria-label="Thema&#x27;s per jaar"' in html


def test_no_documents_no_matrix():
    """Nothing to count is nothing to show."""
    assert matrix_html(knelpunten.matrix([], [], TAXONOMY), RegisterAddress()) == ""


def test_a_finer_theme_is_no_second_row_of_the_same(held):
    """The only finer theme of a general one is left out, unless it is chosen."""
    assert "personeelstekort" not in [row.theme for row in shown_rows(held.matrix)]
    assert "personeelstekort" in [row.theme for row in shown_rows(held.matrix, ["personeelstekort"])]


def test_themes_to_choose_from_hold_the_general_ones(held):
    """A general theme counts its finer ones; one that is chosen is there, also with none."""
    choices = {item.value: item.count for item in theme_choices(held.records, TAXONOMY, ["maatwerk"])}
    assert choices["capaciteit"] == 2
    assert choices["maatwerk"] == 0
    assert "niet-gebruik" not in choices


def test_a_general_theme_says_that_it_holds_all(held):
    """Beside its finer themes a general one is called so; alone it needs no more than its name."""
    labels = {item.value: item.label for item in theme_choices(held.records, TAXONOMY, ["personeelstekort"])}
    assert (labels["capaciteit"], labels["personeelstekort"]) == ("Capaciteit, alles", "Personeelstekort")
    assert labels["ict"] == "ICT"


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [("organisation", "svb", 2), ("document", "uwv-2024", 1), ("theme", "capaciteit", 3)],
)
def test_the_matrix_counts_the_documents_that_are_chosen(held, field, value, left):
    """Who chooses an organisation sees how much there is of it; a theme leaves all documents."""
    address = RegisterAddress().choosing(field, [value])
    assert len(present_knelpunten.documents_of(held.documents, address)) == left


# ------------------------------------------------------------------------------ the list


def test_a_line_has_state_theme_who_when_words_solution_and_place(held):
    """What a reader needs to decide whether to open it, and where it stands."""
    line = present_knelpunten.line(held.records[1], held.sources)
    told = re.sub(r"<[^>]+>", "", line)
    for wanted in ("maatregel genomen", "Personeelstekort", "SVB", "2022", "Oplossing: Om de herbeoordelingen"):
        assert wanted in told
    assert "Staat in 2 documenten, 2021–2022: genoemd (2021) → maatregel (2022)" in told
    assert 'href="document?id=svb-2022' in line


def test_a_place_is_found_by_its_words(held):
    """The link of a record leads to the passage that holds its words."""
    for record in held.records:
        address = DocumentAddress.from_params(place_of(record, held.passages[record.passage_id]))
        assert address.find(list(held.passages.values())).passage_id == record.passage_id


def test_text_of_documents_is_never_html():
    """Names, words and organisations of a document are escaped wherever they are shown."""
    text = (
        f"Een knelpunt is het tekort aan artsen {HOSTILE} in de regio. Daarom zetten wij {HOSTILE} artsen in."
    )
    one = made(("svb", 2021, text))
    record = dataclasses.replace(one.records[0], name=HOSTILE, organisation=HOSTILE, note=HOSTILE)
    shown = [
        present_knelpunten.line(record, one.sources),
        present_knelpunt.facts(record, one.sources),
        present_knelpunt.quote(record, one.sources),
        present_knelpunt.parts(record),
        present_knelpunt.organisations_html([record]),
        present_knelpunt.solutions_html([record]),
        present_knelpunt.chain_html(record, {}),
    ]
    assert all("<script" not in html for html in shown)
    assert any("&lt;script&gt;" in html for html in shown)


# ------------------------------------------------------------------------------ one knelpunt


def test_the_sentence_that_says_it_is_marked_in_its_words(held):
    """The quote is whole, with the describing sentence marked; a quote of one sentence needs no mark."""
    quote = present_knelpunt.quote(held.records[1], held.sources)
    assert "<mark>Het tekort aan verzekeringsartsen in de WIA blijft een knelpunt" in quote
    assert "extra verpleegkundigen" in quote
    assert "<mark" not in present_knelpunt.quote(held.records[0], held.sources)


def test_facts_say_how_it_was_recognised(held):
    """State with the words for it, how sure, and which words made it a knelpunt."""
    told = re.sub(r"<[^>]+>", " ", present_knelpunt.facts(held.records[1], held.sources))
    assert "extra verpleegkundigen" in told
    assert "als knelpunt genoemd" in told
    assert re.search(r"\d+% zeker; herkend aan: ", told)


def test_the_chain_goes_through_the_years(held):
    """A row per record in order of year, the one that is shown marked and without a link to itself."""
    known = {record.knelpunt_id: record for record in held.records}
    html = present_knelpunt.chain_html(held.records[1], known)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)[1:]
    assert [re.sub(r"<[^>]+>", " ", row).split()[:2] for row in rows] == [
        ["2021", "genoemd"], ["2022", "maatregel"],
    ]  # fmt: skip
    assert html.count('aria-current="true"') == 1
    first = RecordAddress.of(held.records[0].knelpunt_id, held.records[0])
    assert first.record_id in html
    assert f"id={held.records[1].knelpunt_id}" not in html


def test_what_may_be_the_same_has_score_and_reason(held):
    """Joined ones first, then proposals; each with how alike and why."""
    known = {record.knelpunt_id: record for record in held.records}
    (other,) = present_knelpunt.alike(held.records[0], known)
    assert (other.record.knelpunt_id, other.joined) == (held.records[1].knelpunt_id, True)
    told = present_knelpunt.alike_html(other)
    assert re.search(r"\d+% gelijkenis; zelfde woorden: ", told)
    assert present_knelpunt.alike(held.records[2], known) == []


def test_parts_of_a_row_are_told_apart(held):
    """Description and solution of a row of a table; of running text only a solution."""
    row = dataclasses.replace(held.records[0], rule="knelpunt/tabelrij", solution="Meer artsen opleiden.")
    assert "Omschrijving" in present_knelpunt.parts(row)
    assert "Meer artsen opleiden." in present_knelpunt.parts(row)
    assert present_knelpunt.parts(held.records[0]) == ""


# ------------------------------------------------------------------------------ one theme


def test_a_theme_tells_what_it_is_and_what_lies_around_it():
    """Definition, the theme above it, the finer ones below it."""
    told = present_knelpunt.theme_head(TAXONOMY.entry("theme", "iv-capaciteit"), TAXONOMY)
    assert "verandercapaciteit" in told
    assert 'href="knelpuntthema?thema=ict"' in told
    above = present_knelpunt.theme_head(TAXONOMY.entry("theme", "ict"), TAXONOMY)
    assert 'href="knelpuntthema?thema=iv-capaciteit"' in above


def test_the_timeline_sets_numbers_beside_what_there_is(held):
    """Per year the knelpunten, and of how many documents and passages; no documents is no 0."""
    row = next(row for row in held.matrix.rows if row.theme == "capaciteit")
    rows = re.findall(r"<tr>(.*?)</tr>", present_knelpunt.timeline_html(row, held.matrix))[1:]
    told = [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t", row)] for row in rows]
    assert told[0] == ["2021", "1", "1 van 1", "1 van 20", "5,0%"]
    assert told[2] == ["2023", "", "geen documenten", "", ""]
    chart = present_knelpunt.timeline(row, held.records[:2], held.matrix)
    assert [chart.total(year) for year in chart.columns] == [1, 1, 0, 0]


def test_a_theme_lists_who_says_it_and_the_solutions(held):
    """By organisation and year, the newest first; solutions with who proposes them."""
    grouped = present_knelpunt.by_organisation(held.records)
    assert [(who, [year for year, _ in years]) for who, years in grouped] == [
        ("SVB", ["2022", "2021"]), ("UWV", ["2024"]),
    ]  # fmt: skip
    solutions = present_knelpunt.solutions_html(held.records)
    assert solutions.count("<li>") == 1
    assert "SVB, 2022" in solutions
    assert present_knelpunt.solutions_html(held.records[:1]) == ""


def test_every_theme_has_a_page_to_go_to():
    """The list of themes names them all."""
    html = present_knelpunt.themes_html(TAXONOMY)
    assert html.count("<a ") == len(TAXONOMY.entries("theme"))


def test_years_without_documents_in_a_row_are_one_column():
    """They take no more room than one, and are named from the first to the last."""
    years = [
        Column(2011, 1, 5, 1),
        *(Column(year, 0, 0, 0) for year in range(2012, 2020)),
        Column(2020, 1, 5, 1),
    ]
    some = Cell("ict", 2011, 1, 1, 1, 1.0, 0.2)
    row = Row("ict", "ICT", None, 1, (some, *([None] * 8), some))
    html = matrix_html(Matrix(tuple(years), (row,)), RegisterAddress())
    assert "2012–2019<span" in html
    assert cells(html, "ICT") == ["1", "", "1", "1"]

"""Running heads and feet, page numbers, navigation: kept out of the text, told from table headers."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import pytest
from reading import check_letters, filler, find, read

A, B, C, D = filler(1), filler(2), filler(3), filler(4)
"""Pages of running text."""


def pages(*bodies: str, head: str = "", foot: str = "") -> str:
    """Pages parted by form feeds; `{n}` in head and foot is the page number."""
    made = [
        f"{head.format(n=number)}\n\n{body}\n\n{foot.format(n=number)}\n"
        for number, body in enumerate(bodies, 1)
    ]
    return "\f".join(made)


@pytest.mark.parametrize(
    ("head", "foot", "labels"),
    [
        ("Dienst Uitvoering | Jaarverslag 2023", "", {}),
        ("", "Dienst Uitvoering - Jaarverslag 2023", {}),
        ("", "{n}", {1: "1", 2: "2", 3: "3", 4: "4"}),
        ("", "Pagina {n} van 4", {1: "1", 2: "2", 3: "3", 4: "4"}),
        ("", "Jaarverslag 2023 | 1{n}", {1: "11", 2: "12", 3: "13", 4: "14"}),  # the numbering began elsewhere
        ("Tweede Kamer, vergaderjaar 2022-2023, 31 066, nr. 12", "{n}", {1: "1", 2: "2", 3: "3", 4: "4"}),
    ],
)
def test_running_lines_are_found_by_recurrence(head, foot, labels):
    """What stands at the edge of every page is no text, and its number is the page's label."""
    document = read(pages(A, B, C, D, head=head, foot=foot))
    text = " ".join(passage.text for passage in document.passages)
    assert "Jaarverslag" not in text
    assert "vergaderjaar" not in text
    assert "Pagina" not in text
    assert {page.number: page.label for page in document.pages if page.label} == labels
    assert len(document.furniture) == 4 * bool(head) + 4 * bool(foot)
    check_letters(document)


def test_a_sentence_goes_on_over_head_and_foot():
    """A running foot does not cut the sentence that goes on on the next page."""
    first = A + "De dienst heeft in het afgelopen jaar veel gedaan om burgers die een toeslag ontvangen beter\n"
    document = read(pages(first, "te helpen bij hun vragen.\n" + B, C, foot="Dienst | Verslag {n}"))
    passage = find(document, "beter te helpen bij hun vragen.")
    assert (passage.page_from, passage.page_to) == (1, 2)


NOT_FURNITURE = [
    # footnotes at the foot of pages look alike, but their numbers do not run along with the pages
    pages(
        *[filler(n) + f"Zie de brief van mei.{n}\n\n{n} Kamerstuk 31 066, nr. {n * 7}." for n in (1, 2, 3, 4)]
    ),
    # the header of a table that goes on stands in the middle of a page as well
    pages(
        A + "\nIndicator Waarde 2021 Waarde 2022\n\nBalie 80% 81%\n\nTelefonie 70% 71%\n\nChat 5% 6%\n",
        "Indicator Waarde 2021 Waarde 2022\n\nWebsite 90% 91%\n\nPost 12% 13%\n\nApp 1% 2%\n",
        "Indicator Waarde 2021 Waarde 2022\n\nBezwaar 90% 91%\n\nBeroep 12% 13%\n",
    ),
    # a title that comes once
    pages(A, "Bijlage 2\n\n" + B, C),
]


@pytest.mark.parametrize("text", NOT_FURNITURE)
def test_what_comes_again_for_another_reason(text):
    """Footnotes, table headers and titles stay in the document."""
    document = read(text)
    assert all("Kamerstuk" not in line and "Bijlage" not in line for line in document.furniture)
    tables = [passage for passage in document.passages if passage.kind == "table"]
    if tables:
        assert tables[0].cells is not None
        assert tables[0].cells.columns == ("Indicator", "Waarde 2021", "Waarde 2022")
        assert sum(len(table.cells.rows) for table in tables if table.cells) == 8
    check_letters(document)


NAVIGATION = "Doel\nRecht doen\n\naan het verleden\n\nDoel\nPresteren in\nhet heden\n\nVoorwaarde\nIn verbinding zijn\n\n"


def test_navigation_words_wherever_their_lines_break():
    """A run of short lines that comes again on pages is navigation, also when a line is glued to the heading."""
    glued = " 2.1 Het verleden Doel\n" + NAVIGATION.removeprefix("Doel\n")
    other = NAVIGATION.replace("Presteren in\nhet heden", "Presteren in\n\nhet heden")
    body = [f"{filler(n)}\n{filler(n + 10)}\n{filler(n + 20)}" for n in range(5)]
    text = f" Voorwoord\n{body[0]}{glued}{body[1]} 2.2 Het heden\n\n{other}{body[2]}"
    text += f" {body[3]} 2.3 De toekomst\n\n{NAVIGATION}{body[4]}"
    document = read(text)
    assert [heading.text for heading in document.headings] == [
        "Voorwoord", "2.1 Het verleden", "2.2 Het heden", "2.3 De toekomst",
    ]  # fmt: skip
    assert "In verbinding zijn" in document.furniture
    assert not any("Presteren" in passage.text for passage in document.passages)
    check_letters(document)


def test_a_title_line_with_the_page_number():
    """A page number with the words of the title page is a running line even when it comes once."""
    text = (
        "Jaarrapportage\n2024\n\nDienst Toeslagen\n\fDienst Toeslagen Jaarrapportage 2024 2\n\nVoorwoord\n" + A
    )
    document = read(text)
    assert document.furniture == ("Dienst Toeslagen Jaarrapportage 2024 2",)
    assert document.pages[1].label == "2"


def test_link_targets_that_a_reader_added():
    """An address alone at the foot of a page is furniture when the text of the page has it already."""
    text = A + "Zie www.rijk.nl/hulp voor meer.\n\nhttp://www.rijk.nl/hulp\n\f" + B + "\nwww.elders.nl\n"
    document = read(text)
    assert document.furniture == ("http://www.rijk.nl/hulp",)


def test_imprint_of_official_papers():
    """Number, ISSN and place below the first page of an official paper are no text."""
    text = A + "\nkst-31066-1207\nISSN 0921 - 7371\n’s-Gravenhage 2023\n\f" + B
    assert read(text).furniture == ("kst-31066-1207", "ISSN 0921 - 7371", "’s-Gravenhage 2023")


def test_running_lines_that_change_places():
    """On left and right pages the page number stands on the other side of the running line."""
    made = [
        f"{body}\n\n" + "\n\n".join([str(n), "Dienst Uitvoering"][:: 1 if n % 2 else -1]) + "\n"
        for n, body in enumerate((A, B, C, D), 1)
    ]
    document = read("\f".join(made))
    assert document.furniture == (
        "1",
        "Dienst Uitvoering",
        "Dienst Uitvoering",
        "2",
        "3",
        "Dienst Uitvoering",
        "Dienst Uitvoering",
        "4",
    )
    assert [page.label for page in document.pages] == ["1", "2", "3", "4"]

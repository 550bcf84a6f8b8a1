"""What documents tell of each other: dates of sending, forms of one paper, annexes."""

import pytest

from kb.identify.cross import TextOf, dates_from_others, related, same_paper
from kb.records import Identity, PublicationDate, Relation


def report(kind="jaarrapportage", year=2022, organisation="Dienst Toeslagen", **more):
    return Identity(kind=kind, reporting_years=(year,), organisation=organisation, **more)


def told(identity, sentence, *others):
    """The days that a document with `sentence` gives the documents before it."""
    documents = [TextOf(item, ()) for item in (identity, *others)]
    documents.append(TextOf(Identity(kind="kamerbrief"), (sentence,)))
    return {item.index: item.publication_date.value for item in dates_from_others(documents)}


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Recent is op 25 mei 2023 aan uw Kamer de Jaarrapportage 2022 Dienst Toeslagen toegestuurd en op "
            "31 mei 2023 de Handhavingsstrategie Dienst Toeslagen 2023.1 In deze brief wordt u geïnformeerd."
        ),
        "De jaarrapportage 2022 van Dienst Toeslagen is op 25 mei 2023 aan de Tweede Kamer aangeboden.",
        "Op 25 mei 2023 heb ik uw Kamer het jaarverslag over 2022 van Dienst Toeslagen gestuurd.",
        "Dienst Toeslagen heeft op 25 mei 2023 de Jaarrapportage 2022 gepubliceerd.",
    ],
)
def test_day_of_sending_is_taken_from_another_document(sentence):
    """Kind, year and organisation name the report; a second day in the sentence is about something else."""
    assert told(report(), sentence) == {0: "2023-05-25"}


@pytest.mark.parametrize(
    "sentence",
    [
        "De Jaarrapportage 2022 Dienst Toeslagen wordt op 25 mei 2023 aan uw Kamer toegestuurd.",
        "Uiterlijk op 25 mei 2023 zal de Jaarrapportage 2022 Dienst Toeslagen zijn toegestuurd.",
        "Op 25 mei 2023 is de Jaarrapportage 2021 Dienst Toeslagen toegestuurd.",
        "Op 25 mei 2023 is de Jaarrapportage 2022 van het UWV toegestuurd.",
        "Op 25 mei 2023 is in het debat de Jaarrapportage 2022 Dienst Toeslagen besproken.",
        "In mei is de Jaarrapportage 2022 Dienst Toeslagen toegestuurd.",
        "Op 25 mei 2022 is de stand van zaken na de jaarrapportage van Dienst Toeslagen toegestuurd.",
        "De Jaarrapportage 2022 Dienst Toeslagen is op 25 mei 2033 toegestuurd.",
    ],
)
def test_what_gives_no_day(sentence):
    """Plans, other years, other organisations, other verbs, no day, a day that cannot be."""
    assert told(report(), sentence) == {}


def test_two_documents_that_fit_give_no_day():
    """With two candidates left the rule abstains."""
    sentence = "Op 25 mei 2023 is de Jaarrapportage 2022 Dienst Toeslagen toegestuurd."
    assert told(report(), sentence, report()) == {}


def test_two_days_told_give_no_day():
    """Documents that contradict each other leave the date open."""
    texts = (
        "Op 25 mei 2023 is de Jaarrapportage 2022 Dienst Toeslagen toegestuurd.",
        "Op 26 mei 2023 is de Jaarrapportage 2022 Dienst Toeslagen verzonden.",
    )
    documents = [TextOf(report(), ()), *(TextOf(Identity(kind="kamerbrief"), (text,)) for text in texts)]
    assert dates_from_others(documents) == []


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (PublicationDate(), {0: "2023-05-25"}),
        (PublicationDate("2023", "year", "2023-02-24", "derived", "x"), {0: "2023-05-25"}),
        (PublicationDate("2023-05", "month", None, "colofon", "mei 2023"), {}),
        (PublicationDate(None, None, "2023-06-01"), {}),
    ],
)
def test_own_word_goes_first(own, expected):
    """A colofon stands; a bound that lies later makes the other document's word impossible."""
    sentence = "Op 25 mei 2023 is de Jaarrapportage 2022 Dienst Toeslagen toegestuurd."
    assert told(report(publication_date=own), sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("18 Aangeboden op 21 december 2022 (Kamerstuk 31 066, nr. 1154).", {0: "2022-12-21"}),
        ("Zie de brief van 21 december 2022 (Kamerstukken II 2022-2023, 31066, nr. 1154).", {0: "2022-12-21"}),
        ("In de brief van 3 mei 2023 is ingegaan op de motie (Kamerstuk 31 066, nr. 1154).", {}),
        ("Aangeboden op 21 december 2022 (Kamerstuk 31 066, nrs. 1154 en 1155).", {}),
    ],
)
def test_kamerstuk_names_the_document(sentence, expected):
    """A Kamerstuk right after the day names the paper; a motie's number, or two numbers, do not."""
    assert told(Identity(kind="kamerbrief", kamerstuk="31066, nr. 1154"), sentence) == expected


def test_evidence_and_teller():
    """The proposal says who tells it and in which words."""
    sentence = "Op 25 mei 2023 is de Jaarrapportage 2022 Dienst Toeslagen toegestuurd."
    (found,) = dates_from_others([TextOf(report(), ()), TextOf(Identity(kind="kamerbrief"), (sentence,))])
    assert (found.index, found.told_by) == (0, 1)
    assert found.publication_date.basis == "other-document"
    assert found.publication_date.evidence == sentence


def test_forms_of_one_paper():
    """PDF and XML share the official number; two papers without one are never the same."""
    pdf, xml = Identity(official_id="kst-32545-143"), Identity(official_id="kst-32545-143", title="Motie")
    assert same_paper(pdf, xml)
    assert not same_paper(pdf, Identity(official_id="kst-32545-144"))
    assert not same_paper(Identity(), Identity())


def test_annex_finds_its_letter():
    """By official number, by Kamerstuk in any form, by document id; not when nothing or two things fit."""
    letter = Identity(official_id="kst-31066-1232", kamerstuk="31066, nr. 1232")

    def annex(reference, document_id=None):
        return Identity(relations=(Relation("bijlage_bij", document_id, reference, "manifest"),))

    documents = [
        ("kst-31066-1232", letter),
        ("a", annex("Kamerstuk 31 066, nr. 1232")),
        ("b", annex("kst-31066-1232", "kst-31066-1232")),
        ("c", annex("de brief van mei")),
        ("d", annex("kst-31066-9999")),
    ]
    names = ["brief.pdf", "", "", "", ""]
    assert related([*documents, ("e", annex("brief.pdf"))], [*names, "e.pdf"])[-1][0] == 5
    found = related(documents)
    assert [(index, relation.document_id) for index, relation in found] == [
        (1, "kst-31066-1232"),
        (2, "kst-31066-1232"),
    ]

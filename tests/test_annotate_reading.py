"""References of whole documents: footnotes, what is lent, doubts; tags with a model; growth with length."""

import time

import pytest
import spacy

from kb.annotate import AnnotationInput, DocumentFacts, annotate_document, annotate_passage, annotators
from kb.annotate.dates import find_dates
from kb.annotate.persons import find_persons
from kb.annotate.references import LawFinder, ReferenceReader, find_references, normal_form
from kb.records import Footnote, PublicationDate
from kb.taxonomy import load

READER = ReferenceReader(load())
FACTS = DocumentFacts(publication_date=PublicationDate("2023-06-20", "day"))


def read(*passages):
    return [reference for found in READER.read(passages) for reference in found]


def note(text, number, content):
    """A passage whose marker stands where `^` is."""
    at = text.index("^")
    return AnnotationInput(
        text.replace("^", ""), footnotes=(Footnote(number, content, line=9, page=2, marker=at),), facts=FACTS
    )


def test_a_footnote_counts_for_the_sentence_that_bears_its_marker():
    # The sentence that cites is what people want to read beside the number.
    passage = note(
        "Eerst iets anders. Uw Kamer is hierover geïnformeerd op 9 juni 2021.^ Daarna meer.",
        "17",
        "Aanhangsel Handelingen II 2020/21, nr. 3540.",
    )
    (reference,) = [item for item in read(passage) if item.type == "aanhangsel"]
    assert reference.cited_by_text == "Uw Kamer is hierover geïnformeerd op 9 juni 2021."
    assert (reference.footnote_number, reference.doubt) == ("17", None)


def test_session_and_date_that_do_not_agree_are_a_doubt():
    # 9 June 2021 lies in the session 2020-2021; the reference is shown as it stands, with the doubt.
    passage = note(
        "Uw Kamer is hierover geïnformeerd op 9 juni 2021.^",
        "17",
        "Aanhangsel Handelingen II 2021/22, nr. 3540.",
    )
    reference = read(passage)[-1]
    assert normal_form(reference) == "ah-tk-20212022-3540"
    assert reference.doubt is not None
    assert "9 juni 2021" in reference.doubt
    broken = read(AnnotationInput("Kamerstukken II 2021/23, 31 066, nr. 5"))[0]
    assert "bestaat niet" in broken.doubt


def test_the_same_debate_named_again_borrows_its_number():
    # The first mention lends its Kamerstuk; the loan is marked.
    first = AnnotationInput("In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207)")
    again = AnnotationInput("In het commissiedebat Toeslagen van 22 februari 2023 is toegezegd")
    other = AnnotationInput("In het commissiedebat Toeslagen van 1 maart 2023 is toegezegd")
    debates = [item for item in read(first, again, other) if item.type == "debat"]
    assert [(item.numbers, item.inferred) for item in debates] == [
        (("1207",), ()),
        (("1207",), ("dossier", "numbers")),
        ((), ()),
    ]


def test_idem_and_dat_nummer_take_the_reference_before():
    # "Idem, p. 7" in a later footnote, "dat nummer" in the text; both marked as inferred.
    first = note("De motie verzoekt de regering dit te doen.^", "2", "Kamerstuk 31 066, nr. 1058.")
    second = note("De indieners lichtten dat toe.^", "3", "Idem, p. 7.")
    third = AnnotationInput("Onder dat nummer is ook de bijlage te vinden.")
    found = read(first, second, third)
    assert [(normal_form(item), item.page_ref, bool(item.inferred)) for item in found] == [
        ("kst-31066-1058", None, False),
        ("kst-31066-1058", "7", True),
        ("kst-31066-1058", None, True),
    ]
    assert found[1].cited_by_text == "De indieners lichtten dat toe."


def test_idem_without_anything_before_is_nothing():
    # Nothing is invented.
    assert read(AnnotationInput("Idem, p. 7.")) == []


def test_abbreviations_that_the_document_introduces():
    # "Wpg" is the law that this document calls so, in the tags and in the references.
    passages = [
        AnnotationInput("Zie artikel 6d, vierde lid, Wpg."),
        AnnotationInput("Het voorstel wijzigt de Wet publieke gezondheid (Wpg) en meer."),
    ]
    assert normal_form(read(*passages)[0]) == "wet:wet-publieke-gezondheid art 6d lid 4"
    tags = next(iter(annotate_document(passages, None, load())))
    assert [tag.value for tag in tags if tag.type == "law"] == ["wet-publieke-gezondheid"]
    unknown = AnnotationInput("de Wet verbod pompen met kracht (WVPK). Volgens artikel 2 WVPK mag dat niet.")
    assert [item.law for item in read(unknown)] == ["Wet verbod pompen met kracht"] * 3


def test_a_yearly_paper_does_not_cite_itself():
    # Its own name in its text is no reference; another year's is.
    facts = DocumentFacts(kind="jaarrapportage", reporting_years=(2023,))
    own = AnnotationInput("In dit Jaarverslag 2023 staat meer dan in het Jaarverslag 2022.", facts=facts)
    assert [item.name for item in read(own)] == ["Jaarverslag 2022"]


def test_session_years_of_a_reference_are_no_dates_of_the_passage():
    # A filter on years named must not see them; the date of a letter is the passage's.
    tags = annotate_passage(
        AnnotationInput("Bij brief van 3 maart 2023 (Kamerstukken II 2022-2023, 31066, nr. 1165)"),
        annotators(load()),
    )
    assert [tag.text for tag in tags if tag.type == "date"] == ["3 maart 2023"]


def test_words_inside_an_address_are_no_tags():
    # www.svb.nl names no organisation.
    tags = annotate_passage(AnnotationInput("Zie https://www.svb.nl/aow/wet-wia."), annotators(load()))
    assert [tag.type for tag in tags] == ["reference"]


def test_a_model_adds_and_never_overrules():
    # PERSON and ORG of a trained pipeline come beside the rules, not over them.
    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "ORG", "pattern": "Dienst Toeslagen"},
            {"label": "ORG", "pattern": "Stichting Lezen"},
            {"label": "PERSON", "pattern": "Fatima Aydin"},
            {"label": "GPE", "pattern": "Utrecht"},
        ]
    )

    class Trained:
        trained = True

        def pipe(self, texts):
            return nlp.pipe(texts)

    text = "Dienst Toeslagen en Stichting Lezen spraken in Utrecht met Fatima Aydin."
    with_model = next(iter(annotate_document([AnnotationInput(text)], Trained(), load())))
    rules_only = next(iter(annotate_document([AnnotationInput(text)], None, load())))
    added = [(tag.type, tag.value, tag.rule) for tag in with_model if tag not in rules_only]
    assert added == [
        ("organisation", "stichting-lezen", "model/org"),
        ("person", "fatima-aydin", "model/person"),
    ]
    assert set(rules_only) <= set(with_model)


HOSTILE = [
    "Kamerstukken II 2022-2023, ",
    "31 066, nrs. 1, 2, 3, 4 en ",
    "nr. 1, p. 2; nr. 3, p. 4; ",
    "artikel 1, eerste lid, en ",
    "het lid Van der Van de ",
    "A. B. C. D. ",
    "brief van debat van motie van ",
    "Handelingen II Aanhangsel ",
    "Wet op het de van en ",
    "(Wet a (Wet b (",
    "Idem. dat nummer ",
    "1 en 2 januari tot en met ",
    "«rapport «rapport ",
    "https://a.",
    "Minister van A en B, C – ",
    "HT Toeslagen huur- en ",
    "Kamerstuk 31 066, nr. 12; Stb. 2022, 5; art. 3 Awir; ",
    "op 3 maart 2023 in de Awir van 4 mei 2024 idem; ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_and_not_faster(piece):
    # Hostile text: four times the length may take at most eight times as long.
    laws = LawFinder(load())

    def seconds(size):
        text = (piece * (size // len(piece) + 1))[:size]
        begun = time.process_time()
        find_references(text, laws)
        find_dates(text)
        find_persons(text, load())
        return time.process_time() - begun

    small = max(seconds(20_000), 0.01)
    assert seconds(80_000) < 8 * small + 0.5

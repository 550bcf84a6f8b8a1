"""Regelingen and themes as tags, and the years that a passage names."""

import pytest

from kb.annotate import AnnotationInput, annotate_document, annotate_passage, annotators, years_named
from kb.taxonomy import load


def tags(text, tag_type, **around):
    found = annotate_passage(AnnotationInput(text, **around), annotators(load()))
    return [(tag.value, tag.text) for tag in found if tag.type == tag_type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op 25 mei 2023", (2023,)),
        ("in nov-dec 2022 en jan-feb 2023", (2022, 2023)),
        ("over de periode 2016 tot en met 2020", (2016, 2017, 2018, 2019, 2020)),
        ("2012-2014", (2012, 2013, 2014)),
        ("in 2022/23", (2022, 2023)),
        ("op 01-07-2024", (2024,)),
        ("van 1900 tot 2020", (1900, 2020)),
        # not
        ("Kamerstukken II 2022-2023, 31066, nr. 1165", ()),
        ("Handelingen II 2022/23, nr. 20, item 10", ()),
        ("2022Z18840 en 2023D12345", ()),
        ("€ 2.022 en 2000 euro", ()),
        ("nr. 2022,5", ()),
        ("de Invorderingswet 1990 en de Wet inkomstenbelasting 2001", ()),
        ("postbus 20201", ()),
    ],
)
def test_years_named(text, expected):
    # Years that the text speaks of; numbers, session years and law names are none.
    assert years_named(text) == expected


def test_tags_carry_rule_words_and_place():
    # Why a tag is there can be shown, with the exact words.
    text = "De huur- en zorgtoeslag."
    found = annotate_passage(AnnotationInput(text), annotators(load()))
    assert [(tag.value, tag.rule) for tag in found if tag.type == "regeling"] == [
        ("huurtoeslag", "regeling/samentrekking"),
        ("zorgtoeslag", "regeling/woord"),
    ]
    assert all(text[tag.start : tag.end] == tag.text and 0 < tag.confidence <= 1 for tag in found)


def test_one_tuple_per_passage_in_order():
    # The store lays tags on passages by their order.
    found = list(annotate_document([AnnotationInput("huurtoeslag"), AnnotationInput("niets")], None, load()))
    assert [[tag.value for tag in passage] for passage in found] == [["huurtoeslag"], []]

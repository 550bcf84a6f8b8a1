"""Facet columns against counting by hand; saving, opening, growing; years; typed values."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.columns import Columns
from index.entries import DocumentCard, FacetTag, date_number
from index.facet_values import nearest, resolve, slug
from index.facets import Selection, count_facets
from kb.filters import Filters, YearRange
from kb.records import PublicationDate

VALUES = ["a", "b", "c"]
rows = st.lists(
    st.tuples(st.sets(st.sampled_from(VALUES)), st.sampled_from(["x", "y", None]), st.integers(2020, 2024)),
    max_size=12,
)


def columns_of(table, start=0):
    tags = [
        [
            *(FacetTag("regeling", value, f"Label {value}") for value in sorted(many)),
            *([FacetTag("kind", one)] if one else []),
            FacetTag("year", str(year)),
            FacetTag("document", f"d{number % 3}"),
        ]
        for number, (many, one, year) in enumerate(table, start)
    ]
    ids = [f"p{number}" for number in range(start, start + len(table))]
    return ids, [0] * len(table), tags, {}


def passes(row, filters, without=None):
    many, one, year = row
    ok = without == "regeling" or not filters.regelingen or bool(many & set(filters.regelingen))
    ok = ok and (without == "kind" or not filters.kinds or one in filters.kinds)
    ok = ok and (without == "year" or not filters.years or any(year in span for span in filters.years))
    taken = {value for name, value in filters.excluded if name == "regelingen"}
    spans = [value.partition("-") for name, value in filters.excluded if name == "years"]
    return ok and not many & taken and not any(int(a) <= year <= int(b or a) for a, _, b in spans)


filters_ = st.builds(
    Filters,
    kinds=st.sampled_from([(), ("x",), ("x", "y"), ("unknown",)]),
    regelingen=st.sampled_from([(), ("a",), ("a", "b")]),
    years=st.sampled_from([(), (YearRange(2021, 2022),), (YearRange(2020, 2020), YearRange(2024, 2024))]),
    excluded=st.sampled_from([(), (("regelingen", "c"),), (("years", "2021"),), (("years", "2021-2023"),)]),
)


@settings(deadline=None)
@given(rows, filters_)
def test_filters_and_counts_are_those_of_a_count_by_hand(table, filters):
    columns = Columns.empty().extended(*columns_of(table))
    selection = Selection.of(columns, filters)
    expected = [number for number, row in enumerate(table) if passes(row, filters)]
    assert np.flatnonzero(selection.allowed()).tolist() == expected
    facets = count_facets(columns, selection, np.ones(len(table), dtype=bool), lambda _facet, value: value)
    for facet, of in (("regeling", lambda row: row[0]), ("kind", lambda row: {row[1]} - {None})):
        counted = {}
        for row in table:
            if passes(row, filters, without=facet):
                for value in of(row):
                    counted[value] = counted.get(value, 0) + 1
        assert {item.value: item.count for item in facets[facet] if item.count} == counted
    years = {item.value: item.count for item in facets["year"] if item.count}
    assert sum(years.values()) == sum(passes(row, filters, without="year") for row in table)


@settings(deadline=None)
@given(rows, rows, st.sets(st.sampled_from(["d0", "d1", "d2"])))
def test_growing_removing_and_saving_change_nothing_else(tmp_path_factory, first, second, gone):
    grown = Columns.empty().extended(*columns_of(first)).extended(*columns_of(second, len(first)))
    at_once = Columns.empty().extended(*columns_of([*first, *second]))
    folder = tmp_path_factory.mktemp("c") / "columns"
    left, removed = grown.without(gone)
    left.save(folder)
    opened = Columns.open(folder)
    assert opened.ids == at_once.ids
    for ordinal in range(len(first) + len(second)):
        assert set(opened.facets["regeling"].of_row(ordinal)) == set(at_once.facets["regeling"].of_row(ordinal))
        assert bool(opened.alive[ordinal]) == (f"d{ordinal % 3}" not in gone)
    assert set(removed) == {f"p{number}" for number in range(len(opened)) if f"d{number % 3}" in gone}


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sets(st.sampled_from(VALUES)), st.integers(0, 9)), max_size=6),
    st.randoms(use_true_random=False),
)
def test_neighbours_with_the_same_values_count_as_one_by_one(runs, chance):
    """Long runs are counted together, short ones apart: the same numbers, and the same filters."""
    table = [many for many, size in runs for _ in range(size)]
    tags = [[FacetTag("regeling", value) for value in sorted(many)] for many in table]
    ids = [str(place) for place in range(len(table))]
    column = Columns.empty().extended(ids, [0] * len(table), tags, {}).facets["regeling"]
    mask = np.asarray([chance.random() < 0.5 for _ in table], dtype=bool)
    counts = column.counts(mask)
    for value in VALUES:
        has = [value in many for many in table]
        code = column.code(value)
        assert (0 if code is None else counts[code]) == sum(np.asarray(has, dtype=bool) & mask)
        assert column.having([value]).tolist() == has
    alike = sum(one != other for one, other in pairwise(table)) + 1
    assert (column.runs is not None) == bool(table and alike * 4 <= len(table))


def test_of_many_documents_the_first_hundred_come_and_those_filtered_on():
    """Everything else is counted over all."""
    tags = [
        [FacetTag("document", f"d{number:03}", f"Stuk {number:03}"), FacetTag("kind", "x")]
        for number in range(130)
    ]
    columns = Columns.empty().extended([f"p{number}" for number in range(130)], [0] * 130, tags, {})
    filters = Filters(documents=("d120",))
    selection = Selection.of(columns, filters)
    found = count_facets(columns, selection, np.ones(130, dtype=bool), lambda _f, v: v)
    assert [item.value for item in found["document"]] == [*(f"d{number:03}" for number in range(100)), "d120"]
    assert found["document"][3].label == "Stuk 003"
    assert [(item.value, item.count) for item in found["kind"]] == [("x", 1)]


def test_labels_of_the_taxonomy_go_before_those_of_tags():
    columns = Columns.empty().extended(*columns_of([({"a", "b"}, "x", 2022)]))
    everything = np.ones(1, dtype=bool)
    facets = count_facets(
        columns, Selection.of(columns, Filters()), everything, lambda _f, v: {"a": "Regeling A"}.get(v, v)
    )
    assert {item.value: item.label for item in facets["regeling"]} == {"a": "Regeling A", "b": "Label b"}


@pytest.mark.parametrize(
    ("date", "number"),
    [("2025-05-03", 20250503), ("2025-05", 20250500), ("2025", 20250000), (None, 0), ("", 0)],
)
def test_dates_sort_as_numbers(date, number):
    assert date_number(date) == number


def test_cards_come_back_as_they_were():
    card = DocumentCard(
        "d",
        "d.pdf",
        "Titel",
        None,
        "Dienst",
        PublicationDate("2025-05"),
        None,
        "31066-1",
        "2022-2023",
        ("1 Kop",),
    )
    assert DocumentCard.from_row(card.as_row()) == card


# ------------------------------------------------------------------ values as typed

NAMES = {
    "pieter-omtzigt": "Pieter Omtzigt",
    "inge-van-dijk": "Inge van Dijk",
    "jasper-van-dijk": "Jasper van Dijk",
}
TAGS = [FacetTag("person", value, label) for value, label in NAMES.items()]
PEOPLE = Columns.empty().extended(["p"], [0], [TAGS], {}).facets["person"]

TYPED = [
    ("pieter-omtzigt", ("pieter-omtzigt",)),
    ("Pieter Omtzigt", ("pieter-omtzigt",)),
    ("omtzigt", ("pieter-omtzigt",)),
    ("Ómtzigt", ("pieter-omtzigt",)),
    # a name that fits two people means both: a filter is an OR
    ("van Dijk", ("inge-van-dijk", "jasper-van-dijk")),
    ("Inge van Dijk", ("inge-van-dijk",)),
    ("Klaver", ()),
    ("omtz", ()),
]


@pytest.mark.parametrize(("typed", "values"), TYPED)
def test_typed_values_are_resolved(typed, values):
    assert resolve(PEOPLE, "person", typed, lambda _facet, _typed: ()) == values


def test_the_taxonomy_knows_other_spellings():
    assert resolve(
        PEOPLE, "person", "PO", lambda _facet, typed: ("pieter-omtzigt",) if typed == "PO" else ()
    ) == ("pieter-omtzigt",)


def test_nearest_labels_are_named():
    assert nearest(PEOPLE, "Pieter Omzigt") == ("Pieter Omtzigt",)


@pytest.mark.parametrize(
    ("text", "expected"), [("Kindgebonden budget", "kindgebonden-budget"), ("  É.e/n ", "e-e-n"), ("", "")]
)
def test_slugs(text, expected):
    assert slug(text) == expected

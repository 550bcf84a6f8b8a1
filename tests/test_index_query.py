"""The query language: what is typed, as a tree; wrong queries; printed form; bounds."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index
from index.query import And, FieldFilter, In, Not, Or, Phrase, Prefix, Soft, Word, YearFilter
from index.query_parser import parse
from index.query_printer import print_query
from index.query_words import query_words
from kb.filters import YearRange

W, P = Word, Phrase


def years(first, last=None, kind="reporting"):
    return YearFilter(kind, (YearRange(first, last or first),))


READ = [
    # one word, words side by side, a sentence
    ("toeslag", W("toeslag")),
    ("knelpunten IV-capaciteit", Soft((W("knelpunten"), W("IV-capaciteit")))),
    # lower case "en", "of", "niet" are words
    ("zorg en huur", Soft((W("zorg"), W("en"), W("huur")))),
    ("zorg EN huur", And((W("zorg"), W("huur")))),
    ("zorg AND huur", And((W("zorg"), W("huur")))),
    ("zorg OF huur OR kind", Or((W("zorg"), W("huur"), W("kind")))),
    # EN binds tighter than OF, OF tighter than a row of words
    ("a1 EN b1 OF c1", Or((And((W("a1"), W("b1"))), W("c1")))),
    ("a1 b1 OF c1", Soft((W("a1"), Or((W("b1"), W("c1")))))),
    ("(a1 b1) EN c1", And((Soft((W("a1"), W("b1"))), W("c1")))),
    # taking away
    ("toeslag -huur", Soft((W("toeslag"), Not(W("huur"))))),
    ("toeslag NIET huur", Soft((W("toeslag"), Not(W("huur"))))),
    ("toeslag EN NOT (huur zorg)", And((W("toeslag"), Not(Soft((W("huur"), W("zorg"))))))),
    ("--huur", W("huur")),
    # a hyphen inside or at the end of a word takes nothing away
    ("huur- en zorgtoeslag", Soft((W("huur-"), W("en"), W("zorgtoeslag")))),
    # phrases, with every shape of quote
    ('"recht  doen"', P("recht doen")),
    ("“recht doen” «aan»", Soft((P("recht doen"), P("aan")))),
    # prefix
    ("toesl*", Prefix("toesl")),
    # filters
    ("jaar:2022", years(2022)),
    ("jaar:2021-2023 kot", Soft((years(2021, 2023), W("kot")))),
    ("jaar:2021-23", years(2021, 2023)),
    ("jaar:2023-2021", years(2021, 2023)),
    ("jaar: 2022", years(2022)),
    ("vergaderjaar:2022-2023", years(2022, kind="session")),
    ("gepubliceerd:2023", years(2023, kind="publication")),
    ("genoemd:2024", years(2024, kind="named")),
    ("regeling:huurtoeslag", FieldFilter("regeling", ("huurtoeslag",))),
    ("Type:kamerbrief", FieldFilter("kind", ("kamerbrief",))),
    ('regeling:"kindgebonden budget",kot', FieldFilter("regeling", ("kindgebonden budget", "kot"))),
    ('regeling:kot,"kindgebonden budget"', FieldFilter("regeling", ("kot", "kindgebonden budget"))),
    ("-regeling:huurtoeslag", Not(FieldFilter("regeling", ("huurtoeslag",)))),
    ("kamerstuk:31066-1236", FieldFilter("paper", ("31066-1236",))),
    ("thema:capaciteit lid:Omtzigt partij:CDA kpi:x1", Soft((
        FieldFilter("theme", ("capaciteit",)), FieldFilter("person", ("Omtzigt",)),
        FieldFilter("party", ("CDA",)), FieldFilter("kpi", ("x1",)),
    ))),
    # a place holds for its group
    ("in:titel jaarrapportage", In("title", W("jaarrapportage"))),
    ("jaarrapportage in:titel 2022", In("title", Soft((W("jaarrapportage"), W("2022"))))),
    ("(in:kop klachten) aantal", Soft((In("section", W("klachten")), W("aantal")))),
    # what is no filter stays words
    ("http://rijksoverheid.nl", W("http://rijksoverheid.nl")),
    ("vraag: wat", Soft((W("vraag:"), W("wat")))),
    # nothing
    ("", None),
    (" ? ", None),
]  # fmt: skip


@pytest.mark.parametrize(("query", "tree"), READ)
def test_reads(query, tree):
    parsed = parse(query)
    assert parsed.tree == tree
    assert parsed.messages == ()


WRONG = [
    # (query, code, the words of the query it points at, what is still searched)
    ('"recht doen', "aanhalingsteken", '"', Soft((W("recht"), W("doen")))),
    ("(zorg huur", "haakje", "(", Soft((W("zorg"), W("huur")))),
    ("zorg) huur", "haakje", ")", Soft((W("zorg"), W("huur")))),
    ("zorg EN", "losse_operator", "EN", W("zorg")),
    ("OF zorg", "losse_operator", "OF", W("zorg")),
    ("zorg EN EN huur", "losse_operator", "EN", And((W("zorg"), W("huur")))),
    ("zorg NIET", "losse_operator", "NIET", W("zorg")),
    ("zorg ()", "lege_groep", "()", W("zorg")),
    ('zorg " "', "lege_woordgroep", '" "', W("zorg")),
    ("jaar:tweeduizend zorg", "jaar", "jaar:tweeduizend", W("zorg")),
    ("jaar:0042 zorg", "jaar", "jaar:0042", W("zorg")),
    ("zorg regeling:", "waarde_ontbreekt", "regeling:", W("zorg")),
    ("in:midden zorg", "onbekende_plaats", "in:midden", W("zorg")),
    ("regelin:zorg", "onbekend_veld", "regelin:", W("regelin:zorg")),
    ("t* zorg", "ster", "t*", W("zorg")),
    ("toe*lag", "ster", "toe*lag", W("toe*lag")),
]


@pytest.mark.parametrize(("query", "code", "place", "rest"), WRONG)
def test_wrong_query_points_at_the_place_and_searches_the_rest(query, code, place, rest):
    parsed = parse(query)
    assert [message.code for message in parsed.messages] == [code]
    (message,) = parsed.messages
    assert query[message.start : message.end] == place
    assert message.text.endswith((".", ":"))
    assert parsed.tree == rest


def test_unknown_field_names_the_nearest():
    assert "regeling:" in parse("regelin:zorg").messages[0].text


EXAMPLES = tomllib.loads((Path(index.__file__).parent / "query_examples.toml").read_text())["voorbeeld"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["vraag"])
def test_the_examples_of_the_help_are_read_as_they_say(example):
    parsed = parse(example["vraag"])
    assert parsed.messages == ()
    assert print_query(parsed.tree) == example["leest"]
    assert example["uitleg"].endswith(".")


# ------------------------------------------------------------------ the printed form

words = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True).map(Word)
phrases = st.lists(st.from_regex(r"[a-zA-Z.,:]{0,3}[a-z]", fullmatch=True), min_size=1, max_size=3).map(
    lambda parts: Phrase(" ".join(parts))
)
prefixes = st.from_regex(r"[a-z]{2,6}", fullmatch=True).map(Prefix)
values = st.lists(
    st.sampled_from(["kot", "kindgebonden budget", "EN", "jaar:2022", "31066-1236", "a,b", "-x"]),
    min_size=1, max_size=3, unique=True,
)  # fmt: skip
fields = st.builds(FieldFilter, st.sampled_from(sorted(set(query_words().fields.values()))), values.map(tuple))
ranges = st.tuples(st.integers(1900, 2100), st.integers(0, 50)).map(lambda p: YearRange(p[0], p[0] + p[1]))
year_filters = st.builds(
    YearFilter,
    st.sampled_from(["reporting", "publication", "named", "session"]),
    st.lists(ranges, min_size=1, max_size=3, unique=True).map(tuple),
)


def compounds(nodes):
    rows = st.lists(nodes, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        rows.map(And),
        rows.map(Or),
        rows.map(Soft),
        nodes.filter(lambda node: not isinstance(node, Not)).map(Not),
        st.builds(In, st.sampled_from(["title", "section", "table", "footnotes"]), nodes),
    )


trees = st.recursive(st.one_of(words, phrases, prefixes, fields, year_filters), compounds, max_leaves=12)


@settings(deadline=None)
@given(trees)
def test_printed_tree_parses_to_the_same_tree(tree):
    parsed = parse(print_query(tree))
    assert parsed.tree == tree
    assert parsed.messages == ()


PIECES = st.sampled_from([
    "EN", "OF", "NIET", "-", "(", ")", '"', "“", "»", "*", ":", ",", " ", "jaar:", "2022", "in:", "titel",
    "regeling:", "kot", "zorg", "a-b", "ß", "İ", "é", "\t", "\n", "?", "31 066", "--", "in:titel",
])  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_whatever_is_typed_is_read_and_its_printed_form_is_stable(query):
    parsed = parse(query)
    again = parse(print_query(parsed.tree))
    assert again.tree == parsed.tree
    assert again.messages == () or {m.code for m in again.messages} <= {"ster", "onbekend_veld"}
    for message in parsed.messages:
        assert 0 <= message.start <= message.end <= len(query)


# ------------------------------------------------------------------ bounds


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("woord " * 10_000, "te_lang"),
        ("ab " * 5_000, "te_veel"),
        ("(" * 5_000 + "zorg" + ")" * 5_000, "te_diep"),
        ("NIET " * 3_000 + "zorg", None),
        ("(" * 15_000, "haakje"),
        ('"' * 15_001, "lege_woordgroep"),
        ("(a EN " * 3_000, "te_diep"),
        ("jaar:" * 4_000, "waarde_ontbreekt"),
    ],
)
def test_long_and_deep_queries_are_bounded(query, code):
    parsed = parse(query)
    assert code is None or code in {message.code for message in parsed.messages}
    assert len(parsed.messages) <= 20
    assert leaves(parsed.tree) <= query_words().max_terms


def leaves(tree):
    """Counts leaves; a tree deeper than Python's recursion limit would fail here."""
    if tree is None:
        return 0
    if isinstance(tree, And | Or | Soft):
        return sum(leaves(item) for item in tree.items)
    return leaves(tree.item) if isinstance(tree, Not | In) else 1


def test_the_depth_of_ten_thousand_brackets_keeps_the_words_inside():
    assert parse("(" * 5_000 + "zorg huur" + ")" * 5_000).tree == Soft((W("zorg"), W("huur")))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        # a hyphen in brackets at the end of a word is the word's
        ("encryptie(-vereisten) nu", Soft((W("encryptie"), W("vereisten"), W("nu")))),
        # and behind what is quoted or bracketed; nor does an aside between dashes take away
        ("de «NL Leert Door»-regeling nu", Soft((W("de"), P("NL Leert Door"), W("regeling"), W("nu")))),
        ("(huur)-toeslag nu", Soft((W("huur"), W("toeslag"), W("nu")))),
        ("dit -eventueel- doen", Soft((W("dit"), W("eventueel-"), W("doen")))),
        ("voor NIET na-", Soft((W("voor"), Not(W("na-"))))),
        ('zorg -"kind van" -(huur)', Soft((W("zorg"), Not(P("kind van")), Not(W("huur"))))),
        # brackets that stand free group, and a minus in them takes away
        ("zorg (-huur kind)", Soft((W("zorg"), Soft((Not(W("huur")), W("kind")))))),
    ],
)
def test_a_hyphen_in_brackets(query, tree):
    """Pasted official text writes "toeslag(-en)": nobody takes anything away with it."""
    assert parse(query).tree == tree


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        ("bent u bereid om de regels te wijzigen", "de regels te wijzigen om"),
        ("zo nee waarom niet", ""),
        ("in hoeverre is dit waar", "is dit waar"),
        ("hoe lang duurt bezwaar", "duurt bezwaar"),
        ("u bent bereid", "u bent bereid"),
    ],
)
def test_turns_of_phrase_of_questions(forms, said):
    """Only a whole turn of phrase is silent, wherever it stands."""
    words = forms.split()
    unsaid = query_words().turns(words)
    assert sorted(word for at, word in enumerate(words) if at not in unsaid) == sorted(said.split())

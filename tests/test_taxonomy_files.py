"""The taxonomy files that we ship, and how files of users join them."""

from pathlib import Path

import pytest

from kb.taxonomy import TaxonomyError, check, kebab, letters, load, show


def test_our_own_files_have_no_problem():
    # Every example sentence holds, no spelling stands twice, every link exists.
    assert [problem.message for problem in check(load())] == []


def test_enough_regelingen_of_enough_organisations():
    # Breadth that the issue asks for: other organisations than Dienst Toeslagen too.
    entries = load().entries("regeling")
    assert len(entries) >= 60
    assert len({entry.get("organisation") for entry in entries}) >= 8


def test_every_entry_has_a_sentence_that_it_hits_and_one_that_it_must_not():
    # An entry without examples cannot be checked; an entry without spellings only groups others.
    for kind in ("regeling", "organisation", "theme", "kpi", "law", "party", "kind", "ministry"):
        for entry in load().entries(kind):
            findable = entry.spellings or entry.exact or entry.ambiguous
            assert entry.misses, entry.id
            assert entry.hits or not findable, entry.id


def test_organisation_ids_are_their_folded_labels():
    # Identity and addresses rely on it: "Ministerie van Financiën" is ministerie-van-financien.
    for entry in load().entries("organisation"):
        assert kebab(entry.label) == entry.id


def test_a_theme_filter_includes_the_children():
    # A filter on a parent includes its children.
    assert set(load().narrower("theme", "ict")) == {"ict", "iv-capaciteit", "ontvlechting"}
    assert load().narrower("theme", "partnerbegrip") == ("partnerbegrip",)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("regeling", "kindgebonden-budget", "kindgebonden-budget"),
        ("regeling", "Kindgebonden Budget", "kindgebonden-budget"),
        ("regeling", "kgb", "kindgebonden-budget"),
        ("kind", "Stand van de Uitvoering", "stand-van-de-uitvoering"),
        ("kind", "jaarverslag", "jaarrapportage"),
        ("organisation", "ministerie van financien", "ministerie-van-financien"),
        ("organisation", "Immigratie en Naturalisatiedienst", "ind"),
        ("party", "christenunie", "christenunie"),
        ("ministry", "szw", "szw"),
        ("regeling", "bestaat niet", None),
        ("soort die er niet is", "x", None),
    ],
)
def test_find_by_id_label_or_spelling(kind, text, expected):
    # Case, accents, spaces and hyphens do not count.
    entry = load().find(kind, text)
    assert (entry.id if entry else None) == expected


def test_nearest_suggests_what_was_meant():
    # A wrong filter value names the nearest ones, and nothing when nothing is near.
    assert load().nearest("regeling", "huurtoslag")[0].id == "huurtoeslag"
    assert load().nearest("kind", "kamerbreif")[0].id == "kamerbrief"
    assert load().nearest("regeling", "xqzw") == []


def test_a_users_folder_adds_overrides_and_removes(tmp_path: Path):
    # Lists are joined, single fields replaced, whole entries replaced or taken away when asked.
    (tmp_path / "eigen.toml").write_text(
        'kind = "regeling"\n'
        '[warmtepompregeling]\nlabel = "Warmtepompregeling"\nspellings = ["warmtepompregeling"]\n'
        '[huurtoeslag]\nlabel = "Toeslag voor huur"\nspellings = ["huurbijdrage"]\n'
        '[zorgtoeslag]\nvervang = true\nlabel = "ZT"\nspellings = ["zt-nieuw"]\n'
        "[tvl]\nweg = true\n",
        encoding="utf-8",
    )
    taxonomy = load(tmp_path)
    assert taxonomy.label("regeling", "warmtepompregeling") == "Warmtepompregeling"
    assert taxonomy.label("regeling", "huurtoeslag") == "Toeslag voor huur"
    assert {"huurtoeslag", "huurbijdrage"} <= set(taxonomy.entry("regeling", "huurtoeslag").spellings)
    assert taxonomy.entry("regeling", "zorgtoeslag").spellings == ("zt-nieuw",)
    assert taxonomy.entry("regeling", "tvl") is None
    assert load().entry("regeling", "tvl") is not None
    assert taxonomy.version != load().version


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("[x]\nlabel = 'X'\n", "ontbreekt de soort"),
        ("kind = 'regeling'\n[x]\nspellings = ['a']\n", "label ontbreekt"),
        ("kind = 'regeling'\n[x]\nlabel = 'X'\nspellings = 'a'\n", "lijst van teksten"),
        ("kind = 'regeling'\nx = 1\n", "geen tabel"),
        ("kind = ", "geen leesbare TOML"),
    ],
)
def test_a_bad_file_is_named_with_the_reason(tmp_path: Path, content, part):
    # The message must let a civil servant repair the file.
    (tmp_path / "fout.toml").write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=part):
        load(tmp_path)


def test_check_names_what_is_wrong(tmp_path: Path):
    # Each kind of problem is found, or the check would be worth nothing.
    (tmp_path / "fout.toml").write_text(
        'kind = "regeling"\n'
        '[a]\nlabel = "A"\nspellings = ["huurtoeslag"]\n'
        '[b]\nlabel = "B"\nspellings = ["bbb"]\nbroader = "huurtoslag"\n'
        'hits = ["niets"]\nmisses = ["een bbb hier"]\n',
        encoding="utf-8",
    )
    codes = {(problem.entry_id, problem.code) for problem in check(load(tmp_path))}
    assert {("a", "dubbele-spelling"), ("b", "onbekende-verwijzing"), ("b", "voorbeeld")} <= codes
    assert sum(1 for problem in check(load(tmp_path)) if problem.code == "voorbeeld") >= 2
    (tmp_path / "fout.toml").write_text(
        'kind = "regeling"\n[c]\nlabel = "C"\nspellings = ["ccc"]\nnot_when = ["zonder teken"]\n',
        encoding="utf-8",
    )
    assert "context" in {problem.code for problem in check(load(tmp_path))}


def test_show_tells_what_an_entry_hits():
    # `taxonomy show` shows fields, children and what the examples hit.
    shown = show(load(), "regeling", "KGB")
    assert shown["id"] == "kindgebonden-budget"
    assert "alleenstaande-ouderkop" in shown["narrower"]
    assert any(hit["found"] for hit in shown["hits"])
    assert all(not miss["found"] for miss in shown["misses"])
    assert show(load(), "regeling", "bestaat niet") is None


def test_letters_and_kebab():
    # The two foldings that everything rests on.
    assert letters("Kind-gebonden  Budget") == "kindgebondenbudget"
    assert letters("duidelĳk") == "duidelijk"
    assert kebab("Ministerie van Volksgezondheid, Welzijn en Sport") == (
        "ministerie-van-volksgezondheid-welzijn-en-sport"
    )

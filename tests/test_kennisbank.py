"""The whole way: seeds become a searchable kennisbank, and stay one."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import ingest
import kb.library
from kb.filters import Filters, YearRange
from kb.reports import KennisbankError, NotFound, UnknownValue
from kennisbank import Kennisbank

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A kennisbank with the five seeds, only read by the tests."""
    opened = Kennisbank(tmp_path_factory.mktemp("gevuld") / "home")
    opened.ingest([SEEDS])
    yield opened
    opened.close()


@pytest.fixture
def home(tmp_path):
    """An empty kennisbank."""
    opened = Kennisbank(tmp_path / "home")
    yield opened
    opened.close()


def letters(text):
    """Letters and digits of a text; the test's own, on purpose not the program's."""
    return [c for c in text.replace("ĳ", "ij").replace("Ĳ", "IJ") if c.isalnum()]


def test_five_seeds_become_five_documents(filled):
    """Kind, organisation and reporting year are right for each."""
    found = {
        item.document_id: (item.kind, item.organisation_id, item.reporting_year) for item in filled.documents()
    }
    assert found == {
        "jaarrapportage-2022": ("jaarrapportage", "dienst-toeslagen", 2022),
        "jaarrapportage-2024": ("jaarrapportage", "dienst-toeslagen", 2024),
        "kamerbrief-2023-stand-van-zaken": ("kamerbrief", "ministerie-van-financien", 2023),
        "stand-van-de-uitvoering-2021": ("stand-van-de-uitvoering", "dienst-toeslagen", 2021),
        "uitzonderingenrapportage-2023": ("uitzonderingenrapportage", "dienst-toeslagen", 2023),
    }


def test_every_passage_leads_back_to_its_letters(filled):
    """Letters and digits of each passage equal those of its spans, and its lines are where the spans are."""
    for document in filled.documents():
        source = (SEEDS / document.source).read_bytes().decode()
        assert filled.source_text(document.document_id) == source
        for passage in filled.passages(document.document_id):
            spans = "".join(source[start:end] for start, end in passage.spans)
            assert letters(passage.text) == letters(spans), passage.passage_id
            assert passage.line_start == source.count("\n", 0, passage.char_start) + 1
            assert passage.line_end == source.count("\n", 0, passage.char_end - 1) + 1


def test_no_letter_is_lost_or_doubled(filled):
    """Every letter of a source stands in one passage, or in a heading, furniture, footnote or figure."""
    for document in filled.documents():
        source = filled.source_text(document.document_id)
        times = [0] * len(source)
        for passage in filled.passages(document.document_id):
            for start, end in passage.spans:
                for offset in range(start, end):
                    times[offset] += 1
        apart = set()
        for line in filled.source_lines(document.document_id):
            if line.role in ("heading", "furniture", "footnote", "figure", "letterhead"):
                apart.update(range(line.start, line.end))
        doubled = [n for n, count in enumerate(times) if count > 1 and source[n].isalnum()]
        # Markers glued to a word ("rapportage1") are the only letters outside these lines: digits alone.
        lost = [n for n, c in enumerate(source) if c.isalnum() and not times[n] and n not in apart]
        assert not doubled, (document.document_id, source[doubled[0] - 20 : doubled[0] + 20])
        assert all(source[n].isdigit() for n in lost), [source[n - 20 : n + 20] for n in lost[:5]]
        assert len(lost) < 60


def test_search_finds_the_same_topic_in_many_documents(filled):
    """The example of the contract: hits in at least three documents, with lines that hold their text."""
    page = filled.search("knelpunten IV-capaciteit", limit=20)
    assert len({hit.document.document_id for hit in page.hits}) >= 3
    for hit in page.hits:
        passage = hit.passage
        lines = (SEEDS / passage.source).read_text(encoding="utf-8").split("\n")
        block = letters("\n".join(lines[passage.line_start - 1 : passage.line_end]))
        assert "".join(letters(passage.text))[:12] in "".join(block)
        assert all(0 <= start < end <= len(passage.text) for start, end in hit.highlights)


def test_year_filter_keeps_to_the_reporting_year(filled):
    """--year 2022 gives 2022 only."""
    page = filled.search("knelpunten IV-capaciteit", Filters(years=(YearRange(2022, 2022),)), limit=100)
    assert page.total == len(page.hits) > 0
    assert {hit.passage.reporting_year for hit in page.hits} == {2022}


def test_facet_counts_are_exact(filled):
    """Choosing a facet's value gives as many passages as its count said."""
    page = filled.search("toeslag")
    for value in page.facets["kind"]:
        assert filled.search("toeslag", Filters(kinds=(value.value,))).total == value.count
    for value in page.facets["regeling"][:5]:
        assert filled.search("toeslag", Filters(regelingen=(value.value,))).total == value.count


def test_a_parent_theme_includes_its_children(filled):
    """A filter on a general theme gives what its children give."""
    counts = {item.value: item.count for item in filled.search("").facets["theme"]}
    narrower = filled.taxonomy.narrower("theme", "ict")
    assert len(narrower) > 1
    assert counts["ict"] >= max(counts.get(item, 0) for item in narrower[1:])


def test_no_query_gives_everything_newest_first(filled):
    """An empty search is a list of all passages."""
    page = filled.search("", limit=1000)
    assert page.total == len(page.hits) == len(list(filled.passages()))
    dates = [hit.document.publication_date or "" for hit in page.hits]
    assert dates == sorted(dates, reverse=True)


def test_explain_shows_rule_and_words_of_every_tag(filled):
    """Each tag's words stand at its offsets in the passage, and lead back to the source."""
    passage = next(item for item in filled.passages() if any(tag.type == "regeling" for tag in item.tags))
    told = filled.explain(passage.passage_id)
    source = filled.source_text(passage.document_id)
    assert told["tags"]
    for tag in told["tags"]:
        assert passage.text[tag["start"] : tag["end"]] == tag["text"]
        start, end = tag["source_span"]
        assert letters(source[start:end]) == letters(tag["text"])
        assert tag["rule"]
        assert 0 < tag["confidence"] <= 1
    json.dumps(told)


def test_filter_values_by_label_and_by_mistake(filled):
    """A label or spelling works; an unknown value names the nearest ones."""
    assert filled.resolve_filter("regeling", "Kindgebonden budget") == "kindgebonden-budget"
    assert filled.resolve_filter("kind", "stand van de uitvoering") == "stand-van-de-uitvoering"
    with pytest.raises(UnknownValue, match="Huurtoeslag"):
        filled.resolve_filter("regeling", "huurtoeslg")
    with pytest.raises(NotFound):
        filled.resolve_filter("document", "bestaat-niet")


def test_check_finds_it_whole(filled):
    """Store, sources, passages and index agree."""
    report = filled.check()
    assert report.ok, report.findings
    assert report.passages == len(list(filled.passages()))


# ------------------------------------------------------------------ changes


def copied(tmp_path, *names):
    folder = tmp_path / "bron"
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(SEEDS / name, folder / name)
    return folder


def test_ingest_again_is_no_work(home, tmp_path):
    """The same files once more: nothing changes, and the report says so."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    home.ingest([folder])
    revision = home.revision
    report = home.ingest([folder])
    assert [item.status for item in report.files] == ["al aanwezig"]
    assert report.files[0].message == "al aanwezig als uitzonderingenrapportage-2023"
    assert home.revision == revision


def test_a_copy_under_another_name_is_the_same_document(home, tmp_path):
    """The same content is one document; another content under the same name elsewhere is another one."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    home.ingest([folder])
    (tmp_path / "elders").mkdir()
    shutil.copy(folder / "uitzonderingenrapportage-2023.txt", tmp_path / "elders" / "kopie.txt")
    (tmp_path / "elders" / "uitzonderingenrapportage-2023.txt").write_text(
        "Iets heel anders over de huurtoeslag.\n"
    )
    report = home.ingest([tmp_path / "elders"])
    assert [(item.status, item.document_id) for item in report.files] == [
        ("al aanwezig", "uitzonderingenrapportage-2023"),
        ("toegevoegd", "uitzonderingenrapportage-2023-2"),
    ]


def test_an_unreadable_file_among_good_ones(home, tmp_path):
    """The good ones are in; the bad one is named with the reason and what to do."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "rommel.bin").write_bytes(bytes(range(256)) * 64)
    report = home.ingest([folder])
    status = {item.path: item.status for item in report.files}
    assert status == {
        "kapot.pdf": "geweigerd",
        "leeg.txt": "geweigerd",
        "rommel.bin": "geweigerd",
        "uitzonderingenrapportage-2023.txt": "toegevoegd",
    }
    assert report.refused == 3
    for item in report.files:
        if item.status == "geweigerd":
            assert item.code
            assert len(item.message) > 20


def test_a_fault_of_ours_in_one_file_keeps_no_other_out(home, tmp_path, monkeypatch):
    """An unexpected error, in reading or in what follows, is reported with its file; the others are in."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    (folder / "a-lezen.txt").write_text("Dit bestand laat de lezer struikelen.\n")
    (folder / "b-begrijpen.txt").write_text("Dit bestand laat het begrijpen struikelen.\n")

    def stumbling_reader(data, name, *, sidecar=None):
        if name == "a-lezen.txt":
            raise ZeroDivisionError
        return read(data, name, sidecar=sidecar)

    def stumbling_identify(document, name, **given):
        if name == "b-begrijpen.txt":
            raise ZeroDivisionError
        return identify(document, name, **given)

    read, identify = ingest.read, kb.library.identify
    monkeypatch.setattr(ingest, "read", stumbling_reader)
    monkeypatch.setattr(kb.library, "identify", stumbling_identify)
    with ThreadPoolExecutor(1) as executor:
        report = home.ingest([folder], executor=executor)
    told = [(item.status, item.code) for item in report.files]
    assert told == [("geweigerd", "interne-fout"), ("geweigerd", "interne-fout"), ("toegevoegd", None)]


def test_a_path_that_is_not_there(home):
    """A clear error, and nothing happened."""
    with pytest.raises(KennisbankError, match="niet gevonden"):
        home.ingest(["/bestaat/niet"])
    assert home.revision == 0


def test_a_judgement_follows_its_words(home, tmp_path):
    """A line added at the top moves the words; the judgement stays on them, until they are gone."""
    folder = copied(tmp_path, "stand-van-de-uitvoering-2021.txt")
    path = folder / "stand-van-de-uitvoering-2021.txt"
    home.ingest([folder])
    hit = home.search("capaciteit").hits[0].passage
    given = home.judge("passage", "confirm", hit.passage_id, who="Anna", note="klopt")
    words = "".join(letters(given.anchor.exact))

    path.write_text("Een regel erbij.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    report = home.ingest([folder])
    assert [item.status for item in report.files] == ["bijgewerkt"]
    (judgement,) = home.judgements()
    source = home.source_text(hit.document_id)
    assert not judgement.detached
    assert "".join(letters(source[judgement.char_start : judgement.char_end])) == words
    assert home.passage(judgement.passage_id).text == hit.text
    assert home.explain(judgement.passage_id)["judgements"][0]["note"] == "klopt"

    path.write_text("Alleen dit staat er nog.\n", encoding="utf-8")
    home.ingest([folder])
    (lost,) = home.judgements(detached=True)
    assert "".join(letters(lost.anchor.exact)) == words
    assert [item.code for item in home.check().findings] == ["losgeraakt"]
    assert home.check().ok


def test_an_unchanged_passage_keeps_its_id(home, tmp_path):
    """After a change elsewhere in the document most ids are what they were."""
    folder = copied(tmp_path, "kamerbrief-2023-stand-van-zaken.txt")
    path = folder / "kamerbrief-2023-stand-van-zaken.txt"
    home.ingest([folder])
    before = [item.passage_id for item in home.passages()]
    path.write_text(
        path.read_text(encoding="utf-8") + "\nNog een slotzin over de huurtoeslag.\n", encoding="utf-8"
    )
    home.ingest([folder])
    after = {item.passage_id for item in home.passages()}
    assert sum(item in after for item in before) >= len(before) - 2


def test_remove_restore_and_purge(home, tmp_path):
    """The bin takes a document out of search and gives it back; purge is final."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    home.ingest([folder])
    document_id = "uitzonderingenrapportage-2023"
    total = home.search("klachten").total
    stored = home.file_path(document_id)
    assert total > 0
    assert stored.read_bytes() == (SEEDS / "uitzonderingenrapportage-2023.txt").read_bytes()
    home.remove(document_id)
    assert home.search("klachten").total == 0
    assert home.documents() == ()
    home.restore_document(document_id)
    assert home.search("klachten").total == total
    home.remove(document_id, purge=True)
    assert home.search("klachten").total == 0
    assert not stored.exists()
    with pytest.raises(NotFound):
        home.restore_document(document_id)


def test_what_lies_in_the_bin_comes_back_with_ingest(home, tmp_path):
    """Taking in a file that was removed puts it back under its own id."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    home.ingest([folder])
    home.remove("uitzonderingenrapportage-2023")
    report = home.ingest([folder])
    assert [(item.status, item.document_id) for item in report.files] == [
        ("toegevoegd", "uitzonderingenrapportage-2023")
    ]
    assert home.search("klachten").total > 0


def test_a_manifest_goes_first_and_may_come_later(home, tmp_path):
    """What a manifest says replaces what the text says, without reading the file again."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    home.ingest([folder])
    (folder / "manifest.toml").write_text(
        '[[document]]\nfile = "uitzonderingenrapportage-2023.txt"\ntitle = "Mijn titel"\n'
        'publication_date = "2024-01-15"\n',
        encoding="utf-8",
    )
    report = home.ingest([folder])
    (document,) = home.documents()
    assert [item.status for item in report.files] == ["bijgewerkt"]
    assert (document.title, document.publication_date.value) == ("Mijn titel", "2024-01-15")
    assert document.publication_date.basis == "manifest"
    assert document.version == 1
    assert home.search("klachten").hits[0].document.title == "Mijn titel"


def test_a_wrong_manifest_is_an_error_that_says_where(home, tmp_path):
    """Nothing is taken in on a manifest that cannot be trusted."""
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    (folder / "manifest.toml").write_text("[[document]]\nfil = 1\n", encoding="utf-8")
    with pytest.raises(KennisbankError, match="manifest"):
        home.ingest([folder])
    assert home.documents() == ()


def test_an_index_that_is_lost_is_built_again(home, tmp_path):
    """The index is derived: without it, check says so and repairs; a search repairs by itself."""
    home.ingest([copied(tmp_path, "uitzonderingenrapportage-2023.txt")])
    total = home.search("klachten").total
    home.close()
    shutil.rmtree(home.home / "index")
    with_lost_index = Kennisbank(home.home)
    assert not with_lost_index.check().ok
    repaired = with_lost_index.check(repair=True)
    assert repaired.ok
    assert any(item.repaired for item in repaired.findings)
    assert with_lost_index.search("klachten").total == total
    with_lost_index.close()


def test_two_writers(home, tmp_path):
    """A second writer waits, then says who is busy; nothing is lost."""
    other = Kennisbank(home.home)
    folder = copied(tmp_path, "uitzonderingenrapportage-2023.txt")
    busy = pytest.raises(KennisbankError, match="bijgewerkt door 'ingest'")
    with home._lock.hold("ingest", 0), busy, other._lock.hold("remove", 0.1):
        pass
    other.ingest([folder])
    assert len(home.documents()) == 1
    other.close()


def test_a_judgement_needs_a_name(home, tmp_path):
    """Nobody's word is nobody's."""
    home.ingest([copied(tmp_path, "uitzonderingenrapportage-2023.txt")])
    passage = next(home.passages())
    with pytest.raises(KennisbankError, match="--who"):
        home.judge("passage", "confirm", passage.passage_id, who=" ")
    given = home.judge("passage", "confirm", passage.passage_id, who="Anna", start=0, end=10)
    home.withdraw(given.judgement_id)
    assert home.judgements() == ()
    with pytest.raises(NotFound):
        home.withdraw(given.judgement_id)


def test_another_taxonomy_asks_for_new_labels(home, tmp_path):
    """A user's own taxonomy makes labels out of date; annotate finds them in what was read before."""
    home.ingest([copied(tmp_path, "uitzonderingenrapportage-2023.txt")])
    assert not [item for item in home.check().findings if item.code == "labels"]
    home.close()
    own = home.home / "taxonomy"
    own.mkdir()
    (own / "regelingen.toml").write_text(
        'kind = "regeling"\n\n[wervingscampagne]\nlabel = "Wervingscampagne"\n'
        'spellings = ["wervingscampagne"]\n',
        encoding="utf-8",
    )
    again = Kennisbank(home.home)
    assert [item.code for item in again.check().findings] == ["labels"]
    assert again.annotate() == 1
    assert again.check().findings == ()
    assert again.search("", Filters(regelingen=("wervingscampagne",))).total == 1
    assert again.annotate() == 0
    again.close()


def test_references_stand_where_they_say_and_lead_on(filled):
    """Each reference's words stand on its line; a report that is here is found; what is not here is listed."""
    found = filled.references("kamerbrief-2023-stand-van-zaken")
    assert len(found) > 20
    lines = (SEEDS / "kamerbrief-2023-stand-van-zaken.txt").read_text(encoding="utf-8").split("\n")
    for item in found:
        around = "".join(letters(" ".join(lines[item.line - 1 : item.line + 3])))
        assert "".join(letters(item.text))[:8] in around, item
    resolved = {item.resolved_to for item in found}
    assert "jaarrapportage-2022" in resolved
    assert "kst-31066-1207" in filled.cited_by()
    missing = {paper.number for paper in filled.missing_papers()}
    assert "kst-31066-1207" in missing


def test_references_follow_the_collection(home, tmp_path):
    """A document that leaves is no longer what a reference leads to; when it comes back, it is again."""
    home.ingest([copied(tmp_path, "kamerbrief-2023-stand-van-zaken.txt", "jaarrapportage-2022.txt")])

    def resolved():
        return {item.resolved_to for item in home.references("kamerbrief-2023-stand-van-zaken")} - {None}

    assert resolved() == {"jaarrapportage-2022"}
    home.remove("jaarrapportage-2022")
    assert resolved() == set()
    home.restore_document("jaarrapportage-2022")
    assert resolved() == {"jaarrapportage-2022"}


def test_a_persons_word_about_tags_lasts(home, tmp_path):
    """A rejected tag is gone everywhere; an added one is there; a new version keeps both."""
    folder = copied(tmp_path, "stand-van-de-uitvoering-2021.txt")
    home.ingest([folder])
    passage = next(item for item in home.passages() if any(tag.value == "huurtoeslag" for tag in item.tags))
    total = home.search("", Filters(regelingen=("huurtoeslag",))).total
    home.judge("tag", "reject", passage.passage_id, value="regeling:Huurtoeslag", who="Anna")
    start = passage.text.index(" ") + 1
    home.judge("tag", "add", passage.passage_id, value="regeling:aow", who="Anna", start=start, end=start + 4)

    def as_said(item):
        added = [tag for tag in item.tags if tag.value == "aow"]
        return not any(tag.value == "huurtoeslag" for tag in item.tags) and [
            (tag.text, tag.rule) for tag in added
        ] == [(item.text[added[0].start : added[0].end], "mens/Anna")]

    assert as_said(home.passage(passage.passage_id))
    assert home.search("", Filters(regelingen=("huurtoeslag",))).total == total - 1
    assert home.search("", Filters(regelingen=("aow",))).total == 1
    path = folder / "stand-van-de-uitvoering-2021.txt"
    path.write_text("Een regel erbij.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    home.ingest([folder])
    assert as_said(home.passage(passage.passage_id))
    home.annotate(every=True)
    assert as_said(home.passage(passage.passage_id))


@pytest.mark.parametrize(
    ("target", "verb", "value"),
    [
        ("tag", "add", "huurtoeslag"),
        ("tag", "add", "kleur:rood"),
        ("iets", "confirm", None),
        ("passage", "fout", None),
    ],
)
def test_a_judgement_that_cannot_be_meant(filled, target, verb, value):
    """An unknown target, verb or tag is refused with what is possible."""
    passage = next(filled.passages())
    with pytest.raises(UnknownValue):
        filled.judge(target, verb, passage.passage_id, value=value, who="Anna")


def test_a_name_is_decided_over_the_collection(home, tmp_path):
    """A bare surname is the one person of that surname; when a second one comes, it stays open."""
    folder = tmp_path / "bron"
    folder.mkdir()
    (folder / "een.txt").write_text(
        "Het lid Grinwis (ChristenUnie) vroeg hiernaar in het debat over de uitvoering.\n"
    )
    home.ingest([folder])

    def persons():
        return {item.value for item in home.search("").facets["person"]}

    assert persons() == {"grinwis"}
    (folder / "twee.txt").write_text(
        "Ik heb het lid Pieter Grinwis (ChristenUnie) toegezegd dit uit te zoeken.\n"
    )
    home.ingest([folder])
    assert persons() == {"pieter-grinwis"}
    (folder / "drie.txt").write_text(
        "Het lid Anna Grinwis (D66) heeft hierover een motie ingediend bij het debat.\n"
    )
    home.ingest([folder])
    assert persons() == {"grinwis", "pieter-grinwis", "anna-grinwis"}
    home.remove("drie")
    assert persons() == {"pieter-grinwis"}


def test_registers_of_the_seeds(filled):
    """KPI's and knelpunten are kept with their words and places; filters hold for what a record says itself."""
    values = filled.register("kpi", Filters(kpis=("tijdig-uitbetaald",)))
    assert {item.kpi for item in values} == {"tijdig-uitbetaald"}
    told = {(item.year, item.text) for item in values if any(c.kind == "tegenspraak" for c in item.conflicts)}
    assert {(2021, "90,98 %"), (2021, "99,98%")} <= told
    found = filled.register("knelpunt", Filters(themes=("ict",), years=(YearRange(2021, 2021),)))
    children = set(filled.taxonomy.narrower("theme", "ict"))
    assert found
    for item in found:
        assert children & set(item.theme)
        assert 2021 in item.reporting_years
        source = filled.source_text(item.document_id)
        anchor = item.anchor
        assert source[anchor.start : anchor.start + len(anchor.exact)] == anchor.exact

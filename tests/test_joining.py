"""Joining only what changed gives what joining everything gives, whatever came and went, in any order."""

import json
import os
import random
import sqlite3
import sys
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest
from samples import identity_of, read_of
from trust_home import made

from kb.records import Anchor, Form, PublicationDate, Reference
from kb.registers import joining, keeper
from kb.registers.knelpunten import Knelpunt
from kb.registers.knelpunten.chains import TOGETHER, Chains
from kb.registers.knelpunten.join import joined as knelpunten_joined
from kb.registers.knelpunten.likeness import KIND
from kb.registers.knelpunten.model import identifier as knelpunt_id
from kb.registers.kpis import KpiValue
from kb.registers.references import Resolver, answers, sought
from kb.registers.shelf import Shelf, rounded, rounded_total
from kb.registers.toezeggingen import Toezegging
from kb.registers.toezeggingen.joining import joined as tracing_joined
from kb.registers.toezeggingen.model import Deadline, Recipient
from kb.registers.toezeggingen.tracing import NUMBER, PLACE, PROMISE
from kb.store import NewVersion, Store
from kb.store.cards import Card, Kept, discard, put_joined
from kennisbank import Kennisbank

SUBJECTS = (
    "tolkentarieven", "hardheidsclausule", "mantelzorgverlof", "schuldhulpverlening", "luchtkwaliteit",
    "stikstofdepositie", "zeehavenpolitie", "jeugdbescherming", "bijstandsgerechtigden", "parkeervergunning",
    "vuurwerkverbod", "drinkwaterbronnen", "dierenwelzijn", "rijvaardigheidsbewijs", "omgevingsdiensten",
    "kinderopvanglocaties", "zorginkoopbeleid", "woningcorporaties", "energietoeslagaanvraag",
)  # fmt: skip
COMMON = ("gemeenten", "aanvragers", "termijn", "aanpak", "vertraging", "bezwaar", "wachttijd", "capaciteit")
SENDING = ("Hierbij stuur ik uw Kamer", "Zoals toegezegd ontvangt uw Kamer hierbij", "Het gaat over")
BODIES = (("dienst-toeslagen", "Financiën"), ("svb", "SZW"), ("uwv", "SZW"), (None, None))


class Writer:
    """Makes documents with records in every register, about few subjects, so that they meet."""

    def __init__(self, seed):
        self.rng = random.Random(seed)

    def document(self, name):
        rng = self.rng
        body, ministry = rng.choice(BODIES)
        texts = [self._text() for _ in range(rng.randint(1, 4))]
        year = rng.randint(2019, 2024)
        day = PublicationDate(f"{year}-{rng.randint(1, 12):02}-15", "day", basis="letterhead")
        identity = identity_of(
            f"Stuk over {rng.choice(SUBJECTS)}",
            kind=rng.choice(["kamerbrief", "motie", "jaarrapportage"]),
            organisation_id=body,
            ministry=ministry,
            reporting_years=(year,),
            publication_date=day if rng.random() < 0.85 else PublicationDate(),
            kamerstuk=f"31 066, nr. {rng.randint(1, 9)}" if rng.random() < 0.4 else None,
        )
        text = "\n\n".join(texts) + "\n"
        sha = f"{rng.getrandbits(256):064x}"
        read = read_of(text)
        new = NewVersion(
            document_id=name, root="bron", path=f"{name}.txt", read=read, identity=identity,
            forms=(Form("text/plain", sha, f"{name}.txt"),), sizes={sha: len(text)},
            tags=tuple(() for _ in read.passages), years_named=tuple(() for _ in read.passages),
            pipeline="proef", manifest=None,
        )  # fmt: skip
        chosen = rng.getrandbits(32)
        return new, lambda document, passages: self.records(document, passages, random.Random(chosen))

    def _text(self):
        rng = self.rng
        words = [rng.choice(SUBJECTS) for _ in range(rng.randint(1, 3))]
        words += [rng.choice(COMMON) for _ in range(rng.randint(2, 5))]
        rng.shuffle(words)
        return f"{rng.choice(SENDING)} {' '.join(words)}. {rng.randint(1, 999)} maal."

    def records(self, document, passages, rng):
        for number, passage in enumerate(passages):
            anchor = Anchor(document.document_id, passage.text, "", "", passage.char_start, "test-1")
            at = {
                "document_id": document.document_id, "passage_id": passage.passage_id, "source": "x.txt",
                "page": None, "anchor": anchor,
            }  # fmt: skip
            if rng.random() < 0.6:
                yield self._promise(rng, passage, at)
            if rng.random() < 0.7:
                yield self._bottleneck(rng, passage, at, document, number)
            if rng.random() < 0.5:
                yield from self._values(rng, passage, at, document)
            if rng.random() < 0.5:
                yield keeper.stored_reference(self._reference(rng, passage, document, number))

    def _promise(self, rng, passage, at):
        people = [name for name in ("Kat", "Grinwis") if rng.random() < 0.4]
        record = Toezegging(
            f"tz-{passage.passage_id}", rng.choice(["toezegging", "aankondiging", "motie"]), line_start=1,
            line_end=1, quote=passage.text, to_whom=tuple(map(Recipient, people)), **at,
            occasion_date=rng.choice([None, "2022-02-02"]), deadline=Deadline("eind 2023", None, "2023-12-31"),
            register_number=rng.choice([None, None, None, "TZ202201-001", "TZ202201-002"]),
            status=rng.choice(["openstaand", "openstaand", "afgedaan"]),
        )  # fmt: skip
        return keeper.stored(keeper.ROOMS["toezegging"], record)

    def _bottleneck(self, rng, passage, at, document, number):
        record = Knelpunt(
            knelpunt_id(document.document_id, passage.text, 0), passage.text[:40],
            (rng.choice(["ict", "gegevens"]),),
            rng.choice([(), ("huurtoeslag",), ("zorgtoeslag",)]), True, rng.choice(["genoemd", "maatregel"]),
            passage.text, None, line_start=1, line_end=1, quote=passage.text, organisation=None,
            organisation_id=document.organisation_id, reporting_year=document.reporting_year, ordinal=number,
            confidence=rng.choice([0.8, 1.0]), **at,
        )  # fmt: skip
        return keeper.stored(keeper.ROOMS["knelpunt"], record)

    def _values(self, rng, passage, at, document):
        body = document.organisation_id or "?"
        for year in (2021, 2022):
            label = rng.choice(["Tevreden burgers", "Tevreden burgers aan de balie", "Bezwaren op tijd"])
            value = rng.choice([70.0, 71.0, 85.0])
            record = KpiValue(
                f"kpi-{passage.passage_id}-{year}", None, label, None, year, None,
                rng.choice(["waarde", "norm"]), value, "%", None, f"{value}%", line=1,
                organisation_id=document.organisation_id, **at, series=f"{body}|{label.lower()}",
                label_in_text=label,
            )  # fmt: skip
            yield keeper.stored(keeper.ROOMS["kpi"], record)

    def _reference(self, rng, passage, document, number):
        facts = rng.choice(
            [
                {"type": "kamerstuk", "dossier": "31066", "numbers": (str(rng.randint(1, 9)),)},
                {"type": "brief", "date": f"{rng.randint(2019, 2024)}-{rng.randint(1, 12):02}-15"},
                {"type": "rapport", "name": "Jaarrapportage", "date": str(rng.randint(2019, 2024))},
                {"type": "rapport", "name": f"Stuk over {rng.choice(SUBJECTS)}"},
                {"type": "motie", "members": (rng.choice(SUBJECTS),)},
            ]
        )
        return Reference(
            text="x", start=0, end=1, reference_id=f"{passage.passage_id}.r{number}",
            document_id=document.document_id, passage_id=passage.passage_id, **facts,
        )  # fmt: skip


def joined_fields(store):
    """All that joining fills in."""
    kinds = ("reference", *keeper.ROOMS)
    return {kind: sorted(json.dumps(item, sort_keys=True) for item in store.records(kind)) for kind in kinds}


def joined_as_a_whole(store, folder):
    """What joining everything gives, from nothing: in a copy."""
    copy = folder / "geheel.sqlite"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(store.database.path)) as one, closing(sqlite3.connect(copy)) as other:
        one.backup(other)
    with closing(Store(copy)) as whole:
        joining.join(whole, whole=True)
        return joined_fields(whole), kept(whole)


def kept(store):
    """The cards, counts and pairs that are kept, without their numbers."""
    with store.database.read() as connection:
        rows = {
            "cards": "SELECT kind, name, document_id, words, rarest, facts FROM joining_card",
            "words": "SELECT w.kind, w.word, c.name FROM joining_word w JOIN joining_card c USING (card)",
            "counts": "SELECT kind, word, count FROM joining_count",
            "pairs": "SELECT kind, one, other, score, why FROM joining_pair",
            "loose": "SELECT kind, word FROM joining_word WHERE card NOT IN (SELECT card FROM joining_card)",
        }
        return {name: sorted(map(repr, connection.exec_driver_sql(sql))) for name, sql in rows.items()}


def change(store, writer, known):
    """One thing that happens to a knowledge base."""
    rng = writer.rng
    here = [document.document_id for document in store.documents()]
    what = rng.choice(
        ["nieuw"] * 4 + ["oordeel"] * 3 + ["versie", "weg", "weg", "terug", "wissen", "datum", "labels"]
    )
    if what == "nieuw" or not here:
        name = f"stuk-{len(known):02}"
        known.append(name)
        store.save(*writer.document(name))
        return what
    name = rng.choice(here)
    document = store.document(name)
    if what == "versie":
        store.save(*writer.document(name))
    elif what == "weg":
        store.set_removed(name, True)
    elif what == "terug":
        for item in store.documents(removed=True):
            store.set_removed(item.document_id, False)
    elif what == "wissen":
        store.purge(name)
    elif what == "datum":
        identity, manifest = store.identity(name)
        day = PublicationDate(f"{rng.randint(2019, 2024)}-03-01", "day")
        store.set_identity(name, replace(identity, publication_date=day), manifest)
    elif what == "labels":  # read anew by other rules: records as they are found, with nothing joined
        _, records_of = writer.document(name)
        passages = list(store.passages(name))
        store.save_records(document, list(records_of(document, passages)))
    else:
        judge(store, rng)
    return what


def judge(store, rng):
    """A person puts bottlenecks together or apart, changes one, or rejects a value."""
    kind = rng.choice(["knelpunt", "knelpunt", "kpi", "toezegging"])
    records = store.records(kind)
    if not records:
        return
    one, other = rng.choice(records), rng.choice(records)
    verb, value = "afgewezen", None
    if kind == "knelpunt":
        verb = rng.choice(["samengevoegd", "gesplitst"])
        value = json.dumps({"knelpunt_id": [other["knelpunt_id"]]})
    (passage,) = store.passages_by_id([one["passage_id"]]).values()
    start = one["anchor"]["start"]
    place = (start, start + len(one["anchor"]["exact"]))
    store.judge(kind, verb, passage, place, value=value, note=None, who="Anna")


@pytest.fixture
def _tight(monkeypatch):
    """Bounds so low that a small collection goes over them, and back."""
    monkeypatch.setattr(sys.modules["kb.registers.knelpunten.join"], "MOST_COMPARED", 5)
    monkeypatch.setattr("kb.registers.toezeggingen.tracing.POSTINGS", 6)
    monkeypatch.setattr("kb.registers.toezeggingen.tracing.GROUP", 4)
    monkeypatch.setattr("kb.registers.toezeggingen.repeating.GROUP", 4)


@pytest.mark.usefixtures("_tight")
@pytest.mark.parametrize("seed", range(int(os.environ.get("KENNISBANK_SHUFFLES", "2"))))
def test_joining_what_changed_gives_what_joining_everything_gives(tmp_path, seed):
    """Also what is kept for the next time: cards, counts, rarest words, pairs."""
    writer, known, seen = Writer(seed), [], set()
    with closing(Store(tmp_path / "kennisbank.sqlite")) as store:
        for _ in range(28):
            for _ in range(writer.rng.choice([1, 1, 1, 3])):
                seen.add(change(store, writer, known))
            joining.join(store)
            assert (joined_fields(store), kept(store)) == joined_as_a_whole(store, tmp_path)
        fields = "".join(map(str, joined_fields(store).values()))
    assert len(seen) > 5
    for filled in (
        '"score"',
        '"resolved_to": "stuk',
        '"why": "zelfde woorden',
        '"repeats": ["',
        '"same_as": ["',
    ):
        assert filled in fields  # what is never filled in cannot differ


def test_the_order_in_which_documents_came_does_not_matter(tmp_path):
    """One by one, backwards, or all at once: the same."""
    outcomes = []
    for name, step in (("een", 1), ("achteruit", -1), ("ineens", 0)):
        (tmp_path / name).mkdir()
        writer = Writer(5)
        papers = [writer.document(f"stuk-{number:02}") for number in range(14)]
        with closing(Store(tmp_path / name / "kennisbank.sqlite")) as store:
            for new, records_of in papers[:: step or 1]:
                store.save(new, records_of)
                if step:
                    joining.join(store)
            joining.join(store)
            outcomes.append(joined_fields(store))
    assert outcomes[0] == outcomes[1] == outcomes[2]


class Dealer:
    """Deals cards of documents with few words, so that many are alike, and one change moves others."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.words = SUBJECTS if seed % 2 else SUBJECTS[:9]
        self.last = {}

    def document(self, name):
        rng = self.rng
        facts = {
            "day": f"{rng.randint(2019, 2023)}-05-01", "dated": "mei", "ministry": "SZW", "organisation": "svb",
        }  # fmt: skip
        for number in range(rng.randint(0, 3)):
            yield self.bottleneck(f"k-{name}-{number}", name)
            if rng.random() < 0.25:
                others = [f"k-{rng.randint(0, 7)}-{rng.randint(0, 2)}"]
                named = {"joined": others, "parted": []}
                if rng.random() < 0.4:
                    named = {"joined": [], "parted": others}
                yield Card(TOGETHER, f"k-{name}-{number}", name, dict.fromkeys(others, 1.0), named)
            promise = self.promise(f"t-{name}-{number}", name, facts)
            yield promise
            if promise.facts["number"]:
                yield Card(NUMBER, promise.name, name, {promise.facts["number"].lower(): 1.0})
            yield Card(PLACE, f"p-{name}-{number}", name, self.some(), facts | {"place": number})

    def some(self):
        if not self.last or self.rng.random() < 0.7:  # else the same again: as much alike as the other one
            chosen = self.rng.sample(self.words, self.rng.randint(2, 4))
            self.last = {word: self.rng.choice([0.4, 0.8, 1.0]) for word in chosen}
        return dict(self.last)

    def bottleneck(self, name, document):
        words = self.some()
        facts = {
            "theme": ["ict"], "regeling": [], "organisation": "svb", "ministry": "SZW",
            "core": sorted(words)[:2], "confidence": 1.0, "year": self.rng.randint(2019, 2023),
            "status": "genoemd", "date": "", "place": self.rng.randint(0, 9),
        }  # fmt: skip
        return Card(KIND, name, document, words, facts)

    def promise(self, name, document, about):
        words = self.some()
        facts = about | {
            "shown": {word: word for word in words}, "kind": "toezegging", "status": "openstaand",
            "number": self.rng.choice([None, None, "TZ1", "TZ2"]), "members": self.rng.choice([[], ["Kat"]]),
            "occasion": None, "from": None, "to": None,
        }  # fmt: skip
        return Card(PROMISE, name, document, words, facts)


def dealt(shelf, before):
    """What joining fills in, by the kind and name of the card; `before` is the same as it was."""

    def fulfilled(names):
        return {name: before.get((PROMISE, name), {}).get("fulfilled_by", ()) for name in names}

    found = {(PROMISE, name): fields for name, fields in tracing_joined(shelf, fulfilled).items()}
    return found | {(KIND, name): fields for name, fields in knelpunten_joined(shelf).items()}


@pytest.mark.usefixtures("_tight")
@pytest.mark.parametrize("seed", range(int(os.environ.get("KENNISBANK_SHUFFLES", "6"))))
def test_cards_dealt_anew_in_part_give_what_all_of_them_give(tmp_path, seed):
    """Where nearly everything is alike: who is best, who is linked and who may fulfil changes from afar."""
    dealer, here, state, filled = Dealer(seed), {}, {}, set()

    def texts(names):
        return dict.fromkeys(names, "hierbij stuur ik u de brief van kat")

    with closing(Store(tmp_path / "kennisbank.sqlite")) as store:
        for _ in range(30):
            changed = [str(dealer.rng.randint(0, 7)) for _ in range(dealer.rng.choice([1, 1, 2]))]
            here |= {name: list(dealer.document(name)) for name in changed}
            kept_cards = Kept(store.database)
            shelf, whole = Shelf(kept_cards, texts), Shelf(None, texts)
            come = [card for name in dict.fromkeys(changed) for card in here[name]]
            shelf.replace(kept_cards.of_documents(changed), come, joining.STAYING)
            whole.replace((), [card for cards in here.values() for card in cards])
            alive = {(card.kind, card.name) for cards in here.values() for card in cards}
            for key, fields in dealt(shelf, state).items():
                state.setdefault(key, {}).update(fields)
            for card in come:
                assert card.kind not in (KIND, PROMISE) or (card.kind, card.name) in state
            state = {key: fields for key, fields in state.items() if key in alive}
            assert state == dealt(whole, {})
            put_joined(store.database, [], shelf.changes, "proef", store.revision)
            filled |= {name for fields in state.values() for name, value in fields.items() if value}
    assert {"likenesses", "same_as", "repeats", "fulfilled_by"} <= filled


def test_who_is_best_of_a_document_can_push_out_another_one_of_it():
    """x is now most like z2: z, which goes better with another than x, is no longer proposed with it."""
    proposed_anew = sys.modules["kb.registers.knelpunten.join"]._proposed_anew
    dealer, shelf = Dealer(1), Shelf()
    shelf.replace((), [dealer.bottleneck(name, name[0]) for name in ("x", "x2", "z", "z2", "y")])
    for name, others in {"x": {"z": 0.6, "z2": 0.7, "y": 0.5}, "x2": {"z": 0.9}}.items():
        shelf.set_pairs(KIND, name, {other: (score, "") for other, score in others.items()})
    assert Chains(shelf).proposed("x").keys() == {"z2", "y"}
    assert proposed_anew(shelf, {"x": {"z2"}, "z2": {"x"}}) == {"x", "z2", "z"}


@pytest.fixture
def store(tmp_path):
    """A store of some documents, joined."""
    writer = Writer(1)
    with closing(Store(tmp_path / "kennisbank.sqlite")) as opened:
        for number in range(12):
            opened.save(*writer.document(f"stuk-{number:02}"))
        joining.join(opened)
        yield opened


def test_where_nothing_changed_nothing_is_done(store):
    """No record, no revision; a change of words that joining does not look at changes no other document."""
    before = store.revision
    assert joining.join(store) == 0
    assert store.revision == before
    store.decide_who(lambda _names: {})
    assert joining.join(store) == 0


def test_what_joining_fills_in_is_no_change_that_searching_can_tell(store):
    """The documents that it changed are news, but their passages need not be indexed anew."""
    came = store.revision
    store.save(*Writer(8).document("nieuw"))
    changed = joining.join(store)
    assert changed
    assert store.changed_since(came, found=True) == ["nieuw"]
    assert set(store.changed_since(came)) > {"nieuw"}


def test_what_other_rules_made_is_made_anew(store, monkeypatch):
    """Cards say by which rules they were made."""
    before = kept(store)
    with store.database.write() as connection:
        connection.exec_driver_sql("UPDATE joining_count SET count = 77")
    assert joining.join(store) == 0
    assert kept(store) != before
    monkeypatch.setattr(joining, "made_with", lambda: "andere regels")
    assert joining.join(store) == 0
    assert kept(store) == before
    assert Kept(store.database).state() == (store.revision, "andere regels")


def test_a_joining_that_breaks_off_leaves_all_as_it_was(store, tmp_path, monkeypatch):
    """Records and cards are one transaction; the next joining does what was left."""
    store.save(*Writer(8).document("nieuw"))
    before = joined_fields(store), kept(store), store.revision

    def stumbling(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("kb.store.cards._keep", stumbling)
    with pytest.raises(ZeroDivisionError):
        joining.join(store)
    monkeypatch.undo()
    assert (joined_fields(store), kept(store), store.revision) == before
    assert joining.join(store)
    assert (joined_fields(store), kept(store)) == joined_as_a_whole(store, tmp_path)


def test_what_another_wrote_while_joining_is_looked_at_the_next_time(store, tmp_path, monkeypatch):
    """The revision that is noted is the one that was joined."""
    writing = joining.put_joined
    store.save(*Writer(8).document("nieuw"))

    def late(*arguments):
        store.save(*Writer(9).document("ertussen"))
        return writing(*arguments)

    monkeypatch.setattr(joining, "put_joined", late)
    joining.join(store)
    monkeypatch.undo()
    joining.join(store)
    assert (joined_fields(store), kept(store)) == joined_as_a_whole(store, tmp_path)


def test_a_backup_holds_no_cards_and_what_is_put_back_is_joined_as_before(store, tmp_path):
    """They can be made again; the copy is smaller by them, and the records are as they were."""
    copy = tmp_path / "kopie.sqlite"
    with closing(sqlite3.connect(store.database.path)) as one, closing(sqlite3.connect(copy)) as other:
        one.backup(other)
    size = copy.stat().st_size
    with closing(Store(copy)) as again:
        discard(again.database)
        assert Kept(again.database).state() is None
        assert not any(kept(again).values())
        assert joined_fields(again) == joined_fields(store)
        again.save(*Writer(8).document("nieuw"))
        joining.join(again)
        store.save(*Writer(8).document("nieuw"))
        joining.join(store)
        assert (joined_fields(again), kept(again)) == (joined_fields(store), kept(store))
    with closing(Store(copy)) as again:
        discard(again.database)
    assert copy.stat().st_size < size


def test_the_archive_of_a_backup_leaves_the_cards_out(tmp_path):
    """By the door: the home has cards, the store in the archive has none."""
    made(tmp_path / "home")
    with closing(Kennisbank(tmp_path / "home")) as kennisbank:
        assert Kept(kennisbank._store.database).state() is not None
        kennisbank.backup(tmp_path / "k.zip")
    with zipfile.ZipFile(tmp_path / "k.zip") as archive:
        archive.extract("kennisbank.sqlite", tmp_path)
    with closing(Store(tmp_path / "kennisbank.sqlite")) as there:
        assert there.documents()
        assert not any(kept(there).values())


def test_a_reference_is_only_laid_on_documents_that_answer_to_it(tmp_path):
    """What is looked up is never less than what fits."""
    writer, fitting = Writer(3), 0
    with closing(Store(tmp_path / "kennisbank.sqlite")) as store:
        for number in range(60):
            store.save(*writer.document(f"stuk-{number:02}"))
        documents, resolver = store.documents(), Resolver(store.documents())
        for reference in keeper.references_of(store):
            found = resolver.resolve(reference)
            for document in documents:
                if document.document_id in {found.resolved_to, *found.candidates}:
                    fitting += 1
                    assert sought(reference) & answers(document)
    assert fitting > 20


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 7, 40, 400, 401, 1_000_000])
def test_a_rounded_count_is_near_and_never_falls(count):
    """Within a factor of the square root of two; the total within half of that; small ones are exact."""
    for step, width in ((rounded, 2**0.5), (rounded_total, 2**0.25)):
        assert step(count) <= step(count + 1)
        if count <= 4:
            assert step(count) == count
        else:
            assert count / width * 0.999 <= step(count) <= count * width * 1.001

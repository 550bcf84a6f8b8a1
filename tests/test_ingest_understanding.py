"""Several workers read and understand; what is kept is what one process would have kept."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import kb.library
from ingest.understanding import About, read_and_understand
from kb.annotate.version import rules_version
from kb.language import pipeline
from kb.library import Incoming, Library, made_with
from kb.manifest import ManifestEntry
from kb.store import Store
from kb.store.vault import Vault
from kb.taxonomy import load
from kennisbank import Kennisbank

ROOT = Path(__file__).parent.parent
TEXT = "Brief over 2022\n\nDe huurtoeslag is in 2022 verhoogd, zegt het lid Omtzigt (NSC).\n"


@pytest.fixture
def files(tmp_path):
    """Two letters and what a manifest says of one."""
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "een.txt").write_text(TEXT, encoding="utf-8")
    (folder / "twee.txt").write_text(TEXT.replace("2022", "2023"), encoding="utf-8")
    (folder / "manifest.toml").write_text('[[document]]\nfile = "twee.txt"\ntitle = "Met manifest"\n')
    return folder


def kept(home, files, **options):
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.ingest([files], **options)
        return [item.status for item in report.files], kennisbank.documents(), list(kennisbank.passages())


def test_two_workers_keep_what_one_keeps(tmp_path, files):
    alone = kept(tmp_path / "een", files)
    together = kept(tmp_path / "twee", files, workers=2)
    assert alone == together
    assert alone[0] == ["toegevoegd", "toegevoegd"]
    assert {item.title for item in together[1]} >= {"Met manifest"}
    assert {tag.type for passage in together[2] for tag in passage.tags} >= {"regeling", "person", "party"}


def test_the_writer_does_not_do_it_again(tmp_path, files, monkeypatch):
    """With two workers the process that writes finds no tags itself; alone it does."""

    def fails(*_, **__):
        raise RuntimeError("hier niet")

    rules_version.cache_clear()  # as the worker's, of the rules as they are now
    monkeypatch.setattr(kb.library, "annotate_document", fails)
    monkeypatch.setattr(kb.library, "identify", fails)
    assert kept(tmp_path / "twee", files, workers=2)[0] == ["toegevoegd", "toegevoegd"]
    assert kept(tmp_path / "een", files)[0] == ["geweigerd", "geweigerd"]


def test_what_other_rules_made_is_made_anew(tmp_path):
    """A worker of another version, or without the user's own taxonomy, is not believed."""
    read, understood = read_and_understand("een.txt", TEXT.encode(), None, About())
    assert understood.made_with == made_with(pipeline.load(), load(None))
    wrong = replace(understood, tags=tuple(() for _ in understood.tags), made_with="anders")
    store = Store(tmp_path / "kennisbank.sqlite")
    library = Library(store, Vault(tmp_path / "files"), load(None), pipeline.load())
    item = Incoming("een.txt", "een.txt", "root", "een.txt", TEXT.encode(), None, "een")
    assert library.add(item, read, wrong).status == "toegevoegd"
    assert [passage.tags for passage in store.passages()] == list(understood.tags)
    store.close()


def test_the_manifest_goes_along():
    """What it says of a file goes before what the text says."""
    entry = ManifestEntry(file="een.txt", title="Uit het manifest")
    _, understood = read_and_understand("een.txt", TEXT.encode(), None, About(entry))
    assert understood.identity.title == "Uit het manifest"

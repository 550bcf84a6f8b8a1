"""A backup is one state, made while others write; what comes back is proven before it counts."""

import json
import sqlite3
import threading
import zipfile
from contextlib import closing

import pytest
from crash import fingerprint, from_dump, said
from trust_home import LETTER, Here, written

from kb.store.database import _migrations
from kennisbank import Kennisbank, KennisbankError
from ui.cli import run

pytest_plugins = ["trust_fixtures"]


def kept(home, name="kopie.zip"):
    path = home.parent / name
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.backup(path)
    return path


def test_what_is_put_back_is_what_was_kept(home, tmp_path):
    """In another folder, with records, judgements, own taxonomy and settings; check finds it whole."""
    (home / "taxonomy").mkdir()
    (home / "taxonomy" / "regelingen.toml").write_text('kind = "regeling"\n')
    (home / "settings.toml").write_text('[toegang]\nbewerkers = ["a@b.nl"]\n')
    path = kept(home)
    assert path.stat().st_mode & 0o077 == 0
    other = tmp_path / "ander"
    with closing(Kennisbank(other)) as kennisbank:
        contents = kennisbank.restore(path)
        assert kennisbank.check().ok
        assert contents.documents == len(kennisbank.documents()) == 3
        assert kennisbank.file_path("brief-juli").read_text() == LETTER
    assert fingerprint(other) == fingerprint(home)
    assert (other / "settings.toml").exists()
    assert (other / "taxonomy" / "regelingen.toml").exists()
    assert not [path for path in other.iterdir() if path.name.startswith(".")]


def test_what_is_here_is_not_replaced_without_asking_and_is_kept_then(home):
    """Without --replace nothing changes; with it the older state is back, and the newer one lies beside it."""
    path = kept(home)
    before = fingerprint(home)
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.remove("brief-juli", purge=True)
        kennisbank.judge("passage", "note", next(kennisbank.passages()).passage_id, who="C", note="later")
        later, revision = said(kennisbank), kennisbank.revision
        with pytest.raises(KennisbankError, match="--replace"):
            kennisbank.restore(path)
        assert said(kennisbank) == later
        kennisbank.restore(path, replace=True)
        assert kennisbank.revision > revision
        assert {hit.document.document_id for hit in kennisbank.search("knelpunt").hits} >= {"brief-juli"}
    assert fingerprint(home) == before
    (newer,) = home.glob("voor-terugzetten-*.zip")
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.restore(newer, replace=True)
        assert said(kennisbank) == later


def test_an_open_app_sees_what_was_put_back(home):
    """Another process's knowledge base that stays open: its searches go on, over the new state."""
    path = kept(home)
    reader, writer = Kennisbank(home), Kennisbank(home)
    writer.remove("brief-juli", purge=True)
    assert reader.search("kinderopvangtoeslag").total == 0
    writer.restore(path, replace=True)
    assert reader.search("kinderopvangtoeslag").total == 1
    assert len(reader.documents()) == 3
    reader.close()
    writer.close()


def test_a_backup_is_one_state_while_another_writes(home):
    """Documents come and go meanwhile; each archive is whole in itself."""
    stop, errors = threading.Event(), []

    def write():
        try:
            with closing(Kennisbank(home)) as kennisbank:
                source = written(home.parent / "steeds", {"steeds.txt": "Een brief over de zorgtoeslag.\n"})
                while not stop.is_set():
                    kennisbank.ingest([source], executor=Here())
                    kennisbank.remove("steeds", purge=True)
        except Exception as error:
            errors.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with closing(Kennisbank(home)) as kennisbank:
            for number in range(6):
                kennisbank.backup(home.parent / f"{number}.zip")
                assert kennisbank.prove(home.parent / f"{number}.zip").documents in (3, 4)
    finally:
        stop.set()
        writer.join()
    assert errors == []


def repacked(path, change):
    """The archive with another content: `change` gets a dict name → bytes and the parsed contents."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    contents = json.loads(parts.pop("inhoud.json"))
    change(parts, contents)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.writestr("inhoud.json", json.dumps(contents))


def a_file(parts):
    return next(name for name in parts if name.startswith("files/"))


def flipped(parts, _contents):
    parts["kennisbank.sqlite"] = b"x" + parts["kennisbank.sqlite"][1:]


def lost(parts, contents):
    name = a_file(parts)
    del parts[name]
    del contents["files"][name]


def lost_but_named(parts, _contents):
    del parts[a_file(parts)]


def added(parts, _contents):
    parts["extra.txt"] = b"meer"


def named(name):
    def change(parts, contents):
        parts[name] = b"meer"
        contents["files"][name] = [4, "0" * 64]

    return change


def longer(parts, contents):
    name = a_file(parts)
    parts[name] += b"x" * 5_000_000
    assert contents["files"][name][0] < 5_000_000


def fewer(_parts, contents):
    contents["documents"] = 2


def newer(_parts, contents):
    contents["format"] = 99


def wrong_kind(_parts, contents):
    contents["files"] = []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (flipped, "niet wat zij er zelf van zegt"),
        (lost, "ontbreekt het bronbestand"),
        (lost_but_named, "niet precies"),
        (added, "niet precies"),
        (named("../buiten.txt"), "niet in hoort"),
        (named("/etc/buiten"), "niet in hoort"),
        (named("files/../../buiten"), "niet in hoort"),
        (named("taxonomy/../settings.toml"), "niet in hoort"),
        (longer, "groter dan"),
        (fewer, "niet wat haar inhoudsopgave zegt"),
        (newer, "nieuwere versie"),
        (wrong_kind, "niet te lezen"),
    ],
)
def test_an_archive_that_is_not_what_it_says_is_refused(home, tmp_path, change, told):
    """Damaged, shortened, or made by somebody who means harm: nothing of it gets in, nothing gets out."""
    path = kept(home)
    repacked(path, change)
    before = {item.name for item in tmp_path.iterdir()}
    with closing(Kennisbank(tmp_path / "nieuw")) as kennisbank:
        with pytest.raises(KennisbankError, match=told):
            kennisbank.restore(path)
        assert kennisbank.documents() == ()
    assert {item.name for item in tmp_path.iterdir()} == {*before, "nieuw"}
    assert not list((tmp_path / "nieuw").glob(".restore*"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rommel", b"geen zip"])
def test_a_file_that_is_no_archive_is_refused(tmp_path, data):
    """Said in Dutch, exit status 3."""
    (tmp_path / "k.zip").write_bytes(data)
    assert run(["--home", str(tmp_path / "h"), "restore", str(tmp_path / "k.zip")]) == 3
    assert run(["--home", str(tmp_path / "h"), "restore", str(tmp_path / "weg.zip")]) == 3


def test_a_truncated_archive_is_refused(home, tmp_path):
    """As after a copy that broke off."""
    path = kept(home)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with closing(Kennisbank(tmp_path / "nieuw")) as kennisbank, pytest.raises(KennisbankError):
        kennisbank.restore(path)


def test_backup_on_the_command_line(home, tmp_path, capsys):
    """It overwrites nothing unasked, proves without changing, and speaks JSON."""
    path = tmp_path / "k.zip"
    assert run(["--home", str(home), "backup", str(path)]) == 0
    assert "3 documenten" in capsys.readouterr().out
    assert run(["--home", str(home), "backup", str(path)]) == 3
    assert run(["--home", str(home), "backup", str(path), "--overwrite", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["judgements"] == 2
    assert run(["--home", str(home), "backup", str(tmp_path / "weg" / "k.zip")]) == 3
    assert run(["--home", str(tmp_path / "x"), "restore", str(path), "--check"]) == 0
    assert run(["--home", str(home), "restore", str(path)]) == 3
    assert run(["--home", str(home), "restore", str(path), "--replace"]) == 0


def test_no_backup_of_what_is_damaged(home, tmp_path):
    """A copy of a source that is not what its hash says would be believed later: it is refused now."""
    next((home / "files").glob("*/*")).write_bytes(b"anders")
    with closing(Kennisbank(home)) as kennisbank, pytest.raises(KennisbankError, match="beschadigd"):
        kennisbank.backup(tmp_path / "k.zip")
    next((home / "files").glob("*/*")).unlink()
    with closing(Kennisbank(home)) as kennisbank, pytest.raises(KennisbankError, match=r"ontbreekt|beschadigd"):
        kennisbank.backup(tmp_path / "k.zip")
    assert not list(tmp_path.glob("*.zip*"))
    assert not list(tmp_path.glob(".k*"))


EARLIER = [number for number, _ in _migrations()][:-1]


def test_there_is_a_store_of_every_earlier_schema():
    """Whoever adds a migration lays a store of the schema before it in tests/stores."""
    assert EARLIER
    from crash import STORES  # noqa: PLC0415

    assert {int(path.stem) for path in STORES.glob("*.sql")} >= set(EARLIER)


@pytest.mark.parametrize("number", EARLIER)
def test_an_older_store_is_brought_up_to_date_with_all_that_is_in_it(home, tmp_path, number):
    """Its documents and judgements are there, annotated anew it gives what a new one gives."""
    from crash import STORES  # noqa: PLC0415

    old = tmp_path / "oud"
    old.mkdir()
    from_dump(old, STORES / f"{number:04}.sql")
    with closing(sqlite3.connect(old / "kennisbank.sqlite")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (number,)
    with closing(Kennisbank(old)) as kennisbank, closing(Kennisbank(home)) as new:
        assert said(kennisbank) == said(new)
        assert kennisbank.search("huurtoeslag").total == new.search("huurtoeslag").total
        kennisbank.annotate(every=True)
        assert kennisbank.check().ok, kennisbank.check().findings
        for kind in ("toezegging", "knelpunt", "kpi"):
            assert len(kennisbank.register(kind)) == len(new.register(kind))


def test_no_room_for_a_copy_is_told(home, monkeypatch):
    """A full disk stops the copy of the store: told in Dutch, and nothing is left behind."""

    def full(*_arguments, **_options):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("kb.backup.sqlite3.connect", full)
    with closing(Kennisbank(home)) as kennisbank, pytest.raises(KennisbankError, match="Maak ruimte vrij"):
        kennisbank.backup(home.parent / "vol.zip")
    assert not (home.parent / "vol.zip").exists()
    assert not list(home.glob(".backup-*"))

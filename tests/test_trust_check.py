"""`check` finds each kind of damage, says what it is, and mends what can be mended."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from trust_home import Here

from kennisbank import Kennisbank, KennisbankError
from ui.cli import run

pytest_plugins = ["trust_fixtures"]


def codes(home, **options):
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.check(**options)
    return report, {item.code for item in report.findings if item.severity == "fout" and not item.repaired}


def sql(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "kennisbank.sqlite")) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement
        connection.commit()


def test_a_sound_home_is_found_sound(home):
    """No finding, with figures for who watches; all kinds of records are in it."""
    report, found = codes(home)
    assert report.ok
    assert not found
    assert (report.documents, report.index_revision == report.revision) == (3, True)
    assert report.schema >= 2
    assert report.free_mb > 0
    assert report.last_ingest
    with closing(Kennisbank(home)) as kennisbank:
        assert kennisbank.references()
        assert all(kennisbank.register(kind) for kind in ("toezegging", "knelpunt", "kpi"))


WRONG_START = "json_set(anchor, '$.start', 3)"
WRONG_QUOTE = "json_set(data, '$.quote', 'Nooit gezegd')"
WRONG_LINE = "json_set(data, '$.line_start', 99)"
DAMAGE = {
    "passage-text": ("passage", "UPDATE passage SET text = 'Vervalst.' WHERE ordinal = 1", False),
    "passage-span": ("passage", "UPDATE passage SET spans = '[[0, 5]]' WHERE ordinal = 1", False),
    "passage-id": ("passage", "UPDATE passage SET passage_id = 'brief-juli.00000000' WHERE ordinal = 1", False),
    "passage-gone": ("store", "DELETE FROM passage WHERE ordinal = 1", False),
    "tag": ("label", "UPDATE annotation SET char_start = char_start + 1", True),
    "tag-without-passage": ("store", "UPDATE annotation SET ordinal = 900", False),
    "version-gone": ("store", "DELETE FROM version WHERE document_id = 'brief-juli'", False),
    "record-place": ("vindplaats", f"UPDATE record SET anchor = {WRONG_START} WHERE anchor IS NOT NULL", True),
    "record-quote": ("vindplaats", f"UPDATE record SET data = {WRONG_QUOTE} WHERE type = 'toezegging'", True),
    "record-line": ("vindplaats", f"UPDATE record SET data = {WRONG_LINE} WHERE type = 'knelpunt'", True),
    "record-passage": (
        "vindplaats",
        "UPDATE record SET passage_id = 'x' WHERE document_id = 'brief-juli'",
        True,
    ),
    "record-version": ("store", "UPDATE record SET version = 9", False),
    "judgement": ("oordeel", "UPDATE judgement SET char_start = 0, char_end = 8", False),
    "unfinished": ("onderbroken", "INSERT INTO meta VALUES ('unfinished', 'ingest')", True),
    "index-behind": ("index", "UPDATE meta SET value = '99' WHERE key = 'revision'", True),
    "index-facet": ("index", "UPDATE document SET kind = 'motie', reporting_years = '[1999]'", True),
    "index-date": ("index", "UPDATE document SET publication_value = '1999-01-01'", True),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_in_the_store_is_found(home, name):
    """Each kind under its own code; what can be made anew from the store is mended by --repair."""
    code, statement, mendable = DAMAGE[name]
    sql(home, statement)
    report, found = codes(home)
    assert code in found, report.findings
    assert not report.ok
    after, _ = codes(home, repair=True)
    assert after.ok == mendable, after.findings
    if mendable:
        assert codes(home)[0].ok


def test_a_source_that_is_changed_or_gone_is_found_and_mended_by_taking_it_in_again(home):
    """The stored copies are compared with their hashes."""
    first, second, _ = sorted((home / "files").glob("*/*"))
    first.write_bytes(b"anders")
    second.unlink()
    report, found = codes(home, repair=True)
    assert found == {"bron"}
    assert len(report.findings) == 2
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.ingest([home.parent / "bron"], executor=Here())
    assert codes(home)[0].ok


def test_files_that_belong_to_nothing_are_told_and_tidied(home):
    """Left by a command that was killed; they do no harm, and go when asked."""
    stray = home / "files" / "aa" / ("a" * 64)
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("rest")
    (home / "files" / "aa" / ".half").write_text("rest")
    report, _ = codes(home)
    assert report.ok
    assert [item.code for item in report.findings] == ["bron-wees"]
    assert "2 bewaarde bestanden" in report.findings[0].message
    codes(home, repair=True)
    assert not list((home / "files" / "aa").glob("*")) or not stray.exists()
    assert not codes(home)[0].findings


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what the engine leaves open
@pytest.mark.parametrize("part", ["columns", "words", "engine", "current.json"])
def test_a_damaged_index_is_found_and_rebuilt(home, part):
    """Whatever of it is damaged: files emptied, or the pointer gone."""
    generation = home / "index" / json.loads((home / "index" / "current.json").read_text())["generation"]
    place = home / "index" / part if part.endswith("json") else generation / part
    for path in [place] if place.is_file() else [item for item in place.rglob("*") if item.is_file()]:
        path.write_bytes(b"")
    report, found = codes(home)
    assert found == {"index"}, report.findings
    assert codes(home, repair=True)[0].ok
    assert codes(home)[0].ok


def test_an_index_of_another_home_is_never_opened(home, tmp_path):
    """It may hold a pickle of somebody else's making: it is thrown away, and made anew from the store."""
    other = tmp_path / "ander"
    with closing(Kennisbank(other)) as kennisbank:
        kennisbank.ingest([home.parent / "bron"], executor=Here())
    shutil.rmtree(home / "index")
    shutil.copytree(other / "index", home / "index")
    trap = home / "index" / json.loads((home / "index" / "current.json").read_text())["generation"]
    for path in (trap / "engine").iterdir():
        path.write_bytes(b"cposix\nsystem\n(S'touch /tmp/kennisbank-gekraakt'\ntR.")
    with closing(Kennisbank(home)) as kennisbank:
        assert kennisbank.search("huurtoeslag").total > 0
    assert not Path("/tmp/kennisbank-gekraakt").exists()
    assert not trap.exists()
    assert (home / "index").stat().st_mode & 0o077 == 0


def test_a_store_that_is_no_store_says_so(home):
    """Damage in the file itself: a message that says what to do, exit status 3, the file left alone."""
    (home / "kennisbank.sqlite").write_bytes(b"rommel" * 4000)
    for beside in home.glob("kennisbank.sqlite-*"):
        beside.unlink()
    with pytest.raises(KennisbankError, match="reservekopie"):
        Kennisbank(home)
    assert run(["--home", str(home), "check"]) == 3
    assert (home / "kennisbank.sqlite").read_bytes().startswith(b"rommel")


def test_a_page_of_the_store_that_went_bad_is_told(home):
    """Bits that fell over in the middle of the file: check says so, or the store says that it is damaged."""
    path = home / "kennisbank.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    assert run(["--home", str(home), "check"]) in (1, 3)


def test_settings_that_cannot_be_read_are_told(home):
    """Because nobody may change anything as long as they are so."""
    (home / "settings.toml").write_text("[toegagn]\n")
    _, found = codes(home, quick=True)
    assert found == {"instellingen"}


def test_check_for_monitoring(home, capsys):
    """One JSON object, exit status 0 or 1; the quick form sees what stands still and the settings."""
    assert run(["--home", str(home), "check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert {"revision", "index_revision", "free_mb", "last_ingest", "writing", "took_s", "schema"} <= set(told)
    sql(home, "INSERT INTO meta VALUES ('unfinished', 'ingest')")
    assert run(["--home", str(home), "check", "--quick", "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "onderbroken"


def test_check_while_another_writes_gives_no_false_alarm(home):
    """An index that is behind and a command that has not ended are then as they should be."""
    sql(home, "INSERT INTO meta VALUES ('unfinished', 'ingest')",
        "UPDATE meta SET value = CAST(value AS INTEGER) + 5 WHERE key = 'revision'")  # fmt: skip
    writer = Kennisbank(home)
    with writer._lock.hold("ingest", 0):
        report, _ = codes(home)
    assert report.ok
    assert "ingest" in report.writing
    assert [item.code for item in report.findings] == ["bezig"]
    writer.close()

"""Hostile files and names: read, or refused with a reason; the rest goes on, and nothing gets out."""

import os
import sys
from contextlib import closing
from pathlib import Path

import hostile
import pytest
from trust_home import LETTER, Here
from trust_run import trust

import ingest
from ingest.worker import Job, ReadError, ReadExecutor, read_files
from kennisbank import Kennisbank

pytest_plugins = ["trust_fixtures"]

SLOW = {
    "pdf-reference-in-a-circle", "pdf-open-brackets", "pdf-encryption-of-itself", "pdf-saved-states",
    "pdf-stream-bomb", "pdf-stream-bomb-twice", "pdf-run-length-bomb", "pdf-predictor",
    "pdf-metadata-huge", "pdf-many-letters", "pdf-many-lines-drawn", "pdf-many-rectangles",
    "pdf-letters-everywhere", "pdf-huge-map", "pdf-huge-widths", "pdf-huge-picture", "pdf-nested-arrays",
    "pdf-same-page-often", "pdf-lzw-rubbish", "pdf-count-that-lies", "pdf-forms-that-double",
    "pdf-length-of-itself", "pdf-startxref-only", "pdf-nested-dictionaries", "xml-many-elements",
    "xml-wide", "xml-long-attribute", "docx-bomb", "docx-bomb-that-lies", "docx-bomb-in-styles",
    "docx-many-parts", "docx-text-that-packs-well", "txt-one-word", "txt-one-line", "txt-form-feeds",
    "txt-new-lines", "txt-combining", "txt-right-to-left",
}  # fmt: skip
"""What takes seconds to make, or is stopped by a limit: in the long form (`make trust`)."""
QUICK = sorted(
    name for name in hostile.FILES if name.rpartition(".")[0] not in SLOW and not name.startswith("txt-often-")
)
READ = ("pdf-sound.pdf", "docx-sound.docx", "pdf-hundred-filters.pdf", "docx-links-out.docx", "txt-utf-16.txt")
REFUSED = {
    "xml-billion-laughs.xml": "onveilig",
    "xml-file-of-the-system.xml": "onveilig",
    "xml-parameter-entity.xml": "onveilig",
    "xml-attribute-entity.xml": "onveilig",
    "xml-long-entity-often.xml": "onveilig",
    "docx-encrypted.docx": "versleuteld",
    "docx-zip-in-zip.docx": "beschadigd",
    "pdf-encryption-unknown.pdf": "versleuteld",
    "pdf-only-a-header.pdf": "afgebroken",
    "txt-empty.txt": "leeg",
    "txt-nul.txt": "leeg",
}


def test_hostile_files_are_read_or_refused_with_a_reason(tmp_path, monkeypatch):
    """The quick ones, in a process with limits: no fault of the program, nothing written, nobody called."""
    log = tmp_path / "netwerk.log"
    offline = str(Path(__file__).parent / "offline")
    monkeypatch.setenv("KENNISBANK_OFFLINE_LOG", str(log))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((offline, os.environ.get("PYTHONPATH", ""))))
    place = tmp_path / "kwaad"
    place.mkdir()
    for name in QUICK:
        (place / name).write_bytes(hostile.FILES[name]())
    jobs = [Job(name, place / name) for name in QUICK]
    outcomes = {item.job.key: item for item in read_files(jobs, time_limit_s=120)}
    assert set(outcomes) == set(QUICK)
    for name, outcome in outcomes.items():
        if outcome.error is not None:
            assert outcome.error.code not in ("interne-fout", "lezer-gestopt"), (name, outcome.error.message)
            assert outcome.error.message.strip()
    assert all(outcomes[name].document is not None for name in READ)
    assert {name: getattr(outcomes[name].error, "code", None) for name in REFUSED} == REFUSED
    assert not log.exists(), log.read_text()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["kwaad"]
    assert not Path("/tmp/kennisbank-gekraakt").exists()
    texts = "".join(item.document.text for item in outcomes.values() if item.document)
    assert "root:" not in texts  # no file of the system came in


@pytest.mark.parametrize("name", ["pdf-reference-in-a-circle.pdf", "pdf-open-brackets.pdf"])
def test_a_file_that_never_ends_is_stopped_and_the_next_one_read(tmp_path, name):
    """Circles and depths that the reading library does not see: the limit does."""
    (tmp_path / name).write_bytes(hostile.FILES[name]())
    (tmp_path / "goed.txt").write_text(LETTER)
    jobs = [Job(item, tmp_path / item) for item in (name, "goed.txt")]
    with ReadExecutor(1, time_limit_s=8) as executor:
        bad, good = sorted(read_files(jobs, executor=executor), key=lambda item: item.job.key == "goed.txt")
    assert bad.error.code == "te-lang"
    assert good.document is not None


def test_a_zip_whose_list_points_before_its_beginning_is_refused():
    """Found by mutants: the place of a part lies before the file."""
    data = bytearray(hostile.docx())
    place = data.index(b"PK\x01\x02")
    data[place + 42 : place + 46] = (0xF0000000).to_bytes(4, "little")
    with pytest.raises(ReadError):
        ingest.read(bytes(data), "brief.docx")


def test_odd_names_are_only_names(home, tmp_path):
    """Path parts, control characters, markup, 240 characters, right to left: each is a document of its own."""
    place = tmp_path / "namen"
    place.mkdir()
    for number, name in enumerate(hostile.NAMES):
        (place / name).write_text(f"Een brief, nummer {number}, over de huurtoeslag en de uitvoering.\n")
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.ingest([place], executor=Here())
        assert {item.status for item in report.files} == {"toegevoegd"}, report
        assert len(report.files) == len(hostile.NAMES) - hidden(hostile.NAMES)
        for item in report.files:
            document = kennisbank.document(item.document_id)
            assert document.document_id.replace("-", "").isalnum()
            assert kennisbank.file_path(item.document_id).is_relative_to(home / "files")
            assert len(list(kennisbank.passages(item.document_id))) == 1
        assert kennisbank.search("brief nummer").total >= len(report.files)
        assert kennisbank.check().ok
    assert not (tmp_path / "file:etc.txt").exists()


def hidden(names) -> int:
    return sum(name.startswith(".") for name in names)


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text exist on Linux only")
def test_a_name_that_is_no_text_is_refused_or_taken_and_the_rest_goes_on(home, tmp_path):
    """Bytes that are no UTF-8 in a name, as old archives have them."""
    place = tmp_path / "namen"
    place.mkdir()
    odd = place / os.fsdecode(b"brief-\xff\xfe.txt")
    odd.write_text("Een brief over de zorgtoeslag met een vreemde naam.\n")
    (place / "goed.txt").write_text("Een goede brief over de zorgtoeslag.\n")
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.ingest([place], executor=Here())
        assert "goed" in {item.document_id for item in report.files}
        assert kennisbank.check().ok


def test_a_link_in_a_folder_brings_in_nothing_from_elsewhere(home, tmp_path):
    """Whoever may write in a watched folder may not so read what the program may read."""
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "geheim.txt").write_text("Dit geheim staat ergens anders.\n")
    place = tmp_path / "map"
    place.mkdir()
    (place / "goed.txt").write_text("Een goede brief over de zorgtoeslag.\n")
    (place / "naar-bestand.txt").symlink_to(tmp_path / "elders" / "geheim.txt")
    (place / "naar-map").symlink_to(tmp_path / "elders")
    (place / "naar-zichzelf").symlink_to(place)
    (place / "naar-niets.txt").symlink_to(tmp_path / "weg.txt")
    os.mkfifo(place / "pijp.txt")
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.ingest([place], executor=Here())
        assert [item.document_id for item in report.files] == ["goed"]
        assert kennisbank.search("geheim ergens").total == 0


@pytest.mark.skipif("KENNISBANK_LONG" not in os.environ, reason="lang: alleen met KENNISBANK_LONG=1")
def test_what_rules_look_for_over_and_over_is_no_trap(home, tmp_path):
    """Hundreds of the same sign, word or turn of phrase: every rule comes to its end."""
    place = tmp_path / "valkuilen"
    place.mkdir()
    for name in hostile.TRAPS:
        (place / f"{name}.txt").write_bytes(hostile.TEXTS[f"often-{name}"]()[:1200])
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.ingest([place], executor=Here())
        assert not [item for item in report.files if item.code == "interne-fout"]
        assert kennisbank.check().ok


def test_queries_that_want_too_much():
    """The short form of `make trust`: two seconds and 200 MB each, those of the table and random ones."""
    status, told = trust("queries", "--count", "40")
    assert status == 0, told

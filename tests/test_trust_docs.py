"""The guide for who runs the kennisbank says what the program does, and the list of licences is complete."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from kb.settings import Access, Log, Settings, Uploads, load
from ui import licences

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "beheer.md").read_text(encoding="utf-8")


def test_the_settings_in_the_guide_are_those_of_the_program(tmp_path):
    """Every setting stands in it, with the value that holds without the file, and can be copied."""
    block = next(text for text in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL) if "[toegang]" in text)
    (tmp_path / "settings.toml").write_text(block)
    read, usual = load(tmp_path), Settings()
    given = tomllib.loads(block)
    for part, kind in (("toegang", Access), ("uploads", Uploads), ("logboek", Log)):
        assert set(given[part]) == {item.name for item in fields(kind)}
    assert (read.uploads, read.logboek) == (usual.uploads, usual.logboek)
    assert read.toegang.bewerkers
    assert (read.toegang.kenmerk, read.toegang.alleen_lezen) == (usual.toegang.kenmerk, False)


def test_limits_in_the_guide_are_those_of_the_readers():
    """Seconds, memory and size of what a reader may give."""
    from ingest.worker import LARGEST_RESULT, MEMORY_LIMIT_MB, TIME_LIMIT_S  # noqa: PLC0415

    memory, size = MEMORY_LIMIT_MB // 1000, LARGEST_RESULT // 10**6
    told = f"({TIME_LIMIT_S:.0f} seconden, {memory} GB geheugen, {size} MB uitkomst)"
    assert told in " ".join(GUIDE.split())


def test_every_locked_package_is_in_the_list_with_a_licence_that_fits():
    """Whoever adds a package renews the list (`make licences`)."""
    listed = dict(
        re.findall(
            r"^\| ([\w.-]+) \| [^|]+ \| (.+) \|$", (ROOT / "docs" / "licences.md").read_text(), re.MULTILINE
        )
    )
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = {item.name for item in licences.locked(lock)}
    assert len(names) > 50
    assert not names - set(listed)
    wrong = {name: told for name, told in listed.items() if "alleen waar" not in told and name in names}
    assert all(licences.ALLOWED.search(told) for told in wrong.values()), wrong


def test_every_locked_package_has_hashes():
    """pip refuses a file that is another one than was locked."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-zA-Z0-9])", lock):
        if "==" in block.split("\n")[0]:
            assert "--hash=sha256:" in block, block.split("\n")[0]


def test_a_licence_that_does_not_fit_is_seen():
    """The gate closes for what is not free, and for what says nothing."""
    assert not licences.ALLOWED.search("Other/Proprietary License")
    assert not licences.ALLOWED.search("onbekend")
    assert not licences.ALLOWED.search("Elastic License 2.0")
    assert licences.ALLOWED.search("BSD-3-Clause")

"""What the README shows is true: its commands and its Python are run, and give what stands there."""

import doctest
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands():
    """(arguments, expected lines) of each `$ kennisbank …` in the README, in order."""
    found = []
    for line in "".join(blocks("console")).splitlines():
        if line.startswith("$ kennisbank "):
            found.append((shlex.split(line.removeprefix("$ kennisbank ")), []))
        else:
            found[-1][1].append(line)
    return found


def pattern(lines):
    """A regex for output lines in which "…" stands for anything and a line "..." for any lines."""
    parts = []
    for line in lines:
        if line == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(re.escape(part) for part in line.split("…")) + r" *\n")
    return re.compile(r"\n*" + "".join(parts) + r"\n*")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A new folder with the seeds in it, as after a clone."""
    place = tmp_path_factory.mktemp("readme")
    (place / "seeds").symlink_to(ROOT / "seeds")
    return place


def test_the_commands_and_the_python_give_what_the_readme_shows(folder, monkeypatch):
    """One after another in one folder, as a reader would type them."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KENNISBANK_")} | {"COLUMNS": "200"}
    environment["PYTHONPATH"] = str(ROOT)
    assert len(commands()) > 4
    for arguments, expected in commands():
        done = subprocess.run(
            [sys.executable, "-m", "ui.cli", *arguments], cwd=folder, env=environment, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip
        shown = done.stdout if done.returncode in (0, 1) else done.stderr
        assert pattern(expected).fullmatch(shown), f"{arguments}\n--- toont\n{shown}\n--- README\n{expected}"

    monkeypatch.chdir(folder)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    for number, code in enumerate(blocks("python")):
        runner.run(parser.get_doctest(code, {}, f"README-{number}", "README.md", 0))
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 4


def test_every_command_is_documented():
    """A command that the program has stands in the README."""
    from ui.cli import app  # noqa: PLC0415 - the command line registers its commands on import

    names = {command.name or command.callback.__name__.replace("_", "-") for command in app.registered_commands}
    missing = [name for name in sorted(names) if f"`{name}" not in README and f"· `{name}" not in README]
    assert not missing


def test_files_that_the_readme_names_are_there():
    """Links and pictures lead somewhere."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_query_language_is_that_of_the_tested_examples():
    """Each example of index/query_examples.toml stands in the README with its explanation, and no other."""
    examples = tomllib.loads((ROOT / "index" / "query_examples.toml").read_text(encoding="utf-8"))["voorbeeld"]
    section = README.split("## De zoektaal")[1].split("\n## ")[0]
    shown = re.findall(r"^\| `(.+)` \| (.+) \|$", section, re.MULTILINE)
    assert shown == [(item["vraag"], item["uitleg"]) for item in examples]

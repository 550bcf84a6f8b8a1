"""Fixtures of a small knowledge base: use with ``pytest_plugins = ["trust_fixtures"]``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from trust_home import made


@pytest.fixture(scope="session")
def pristine(tmp_path_factory) -> Path:
    """The home folder as it was made; nobody changes it."""
    return made(tmp_path_factory.mktemp("gaaf") / "huis")


@pytest.fixture
def home(pristine, tmp_path) -> Path:
    """A copy to damage."""
    shutil.copytree(pristine, tmp_path / "huis")
    shutil.copytree(pristine.parent / "huis-bron", tmp_path / "bron")
    return tmp_path / "huis"

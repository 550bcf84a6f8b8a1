"""For every test: pages that run without a server are run by who sits at this machine."""

import pytest

from ui import rights


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch):
    """Streamlit's AppTest has no connection to tell who looks; tests of rights say it themselves."""
    monkeypatch.setattr(rights, "visitor", lambda: rights.Visitor(here=True, host="127.0.0.1"))

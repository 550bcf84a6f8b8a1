"""What outlives a slow collection of garbage is set aside, and comes back now and then."""

from __future__ import annotations

import gc

import pytest

from ui.memory import Keeper


@pytest.fixture(autouse=True)
def alone():
    """No other keeper (of an app that ran in this process) and nothing set aside."""
    others = [item for item in gc.callbacks if isinstance(item, Keeper)]
    for item in others:
        gc.callbacks.remove(item)
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.callbacks.extend(others)


@pytest.fixture
def keeper(request):
    made = Keeper(*request.param)
    made.install()
    yield made
    made.remove()


@pytest.mark.parametrize("keeper", [(0.0,)], indirect=True)
def test_what_stays_is_not_gone_over_again(keeper):
    """After a slow collection it is set aside; garbage made later is still found; thawing brings all back."""
    kept = [[number] for number in range(1000)]
    gc.collect(2)
    assert gc.get_freeze_count() > len(kept)
    circle: list = []
    circle.append(circle)
    del circle
    assert gc.collect(2) >= 1
    keeper.thaw()
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("keeper", [(3600.0,)], indirect=True)
def test_quick_collections_set_nothing_aside(keeper):
    """A small heap needs no help; young generations never count."""
    assert keeper in gc.callbacks
    gc.collect(0)
    gc.collect(2)
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("keeper", [(0.0, 0.0)], indirect=True)
def test_it_thaws_by_itself(keeper):
    """A circle that was set aside and is no longer used goes with the next collection after a while."""
    assert keeper in gc.callbacks
    circle: list = []
    circle.append(circle)
    gc.collect(2)
    del circle
    assert gc.collect(2) >= 1


def test_who_leaves_sets_nothing_aside():
    """Removed, it hears nothing more; twice is no harm."""
    keeper = Keeper(0.0)
    keeper.install()
    keeper.remove()
    keeper.remove()
    gc.collect(2)
    assert gc.get_freeze_count() == 0
    assert keeper not in gc.callbacks

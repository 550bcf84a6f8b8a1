"""What was asked last is kept, and no more than there is room for."""

import threading

import numpy as np

from index.kept import Kept


def answer(size):
    return np.arange(size, dtype=np.int32), np.ones(size, dtype=np.float32)


def test_the_oldest_make_room():
    """What was asked again is not the oldest."""
    kept = Kept(10)
    kept.put("a", answer(4))
    kept.put("b", answer(4))
    assert kept.get("a") is not None
    kept.put("c", answer(4))
    assert kept.get("b") is None
    assert len(kept.get("a")[0]) == len(kept.get("c")[0]) == 4


def test_one_answer_larger_than_the_room_is_kept_alone():
    """The last one always stays: who asked it will ask it again."""
    kept = Kept(10)
    kept.put("a", answer(4))
    kept.put("b", answer(40))
    assert kept.get("a") is None
    assert len(kept.get("b")[0]) == 40
    kept.put("b", answer(40))
    kept.put("c", answer(2))
    assert kept.get("b") is None
    assert kept.get("c") is not None


def test_forgotten_is_gone():
    """A closed engine holds nothing."""
    kept = Kept(10)
    kept.put("a", answer(4))
    kept.clear()
    assert kept.get("a") is None


def test_many_threads_keep_the_count():
    """However they come, no more is held than there is room for."""
    kept = Kept(100)

    def work(number):
        for step in range(300):
            kept.put((number, step % 7), answer(step % 13))
            kept.get((number, step % 5))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = [kept.get((number, step)) for number in range(6) for step in range(7)]
    assert sum(len(found[0]) for found in held if found is not None) <= 100

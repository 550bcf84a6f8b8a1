"""Words that a query lacks and its best hits share (pseudo-relevance feedback, Rocchio 1971).

They only change the order of what was found: nothing comes in that no typed word, part or synonym finds,
so totals stay what they were.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from index.columns import Floats
from index.entries import ZONES
from index.forward import Forward
from index.postings import gather
from index.query_words import query_words

# Many good hits share a word by chance; few share one for a reason.
_BEST: Final = 5
_SHARED_BY: Final = 3
_WORDS: Final = 8
_TEXT: Final = ZONES.index("text")


def shared_words(
    forward: Forward,
    ordinals: npt.NDArray[np.integer],
    scores: Floats,
    worth: Callable[[str], float],
    typed: Iterable[int],
) -> Mapping[str, float]:
    """Keys → what they are worth, of words that most of the best passages share; `worth` is a key's idf.

    `ordinals` with `scores` are what was found, in any order; `typed` are the words sought already.
    """
    if len(ordinals) < _BEST:
        return {}
    best = np.argsort(-scores, kind="stable")[:_BEST]
    words, owner, zone = gather(forward, ordinals[best])
    kinds, known, silent = forward.vocabulary.kinds, frozenset(typed), query_words().silent
    there: dict[str, set[int]] = defaultdict(set)
    for number, place in zip(words[zone == _TEXT].tolist(), owner[zone == _TEXT].tolist(), strict=True):
        form, keys, _ = kinds[number]
        if number not in known and keys and form not in silent and not form.isdigit():
            there[keys[0]].add(place)
    weight = scores[best] / (float(scores[best].sum()) or 1.0)
    chosen = Counter(
        {
            key: float(weight[list(places)].sum()) * worth(key)
            for key, places in there.items()
            if len(places) >= _SHARED_BY
        }
    )
    top = chosen.most_common(_WORDS)
    most = top[0][1] if top else 1.0
    return {key: worth(key) * value / most for key, value in top}

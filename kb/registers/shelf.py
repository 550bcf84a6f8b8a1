"""The cards of a whole collection as they are after a change, read from the store only as they are asked for.

Without a store (`kept` None) the cards that come are all there are. What is asked for is remembered, so ask for
many at once (`read_…`) before asking one by one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from kb.store.cards import RARE, Card, Changes, Kept, Pair

Texts = Callable[[Collection[str]], Mapping[str, str]]
Linked = dict[str, Pair]


def rounded(count: int) -> float:
    """How many have a word, as joining sees it: the nearest power of two; up to four as it is.

    How rare a word is changes with every document that comes in. Told in steps, most words are as rare as they
    were, and what is compared by them need not be compared again; and the outcome is the same whatever the
    order in which documents came.
    """
    return float(count) if count <= _EXACT else 2.0 ** round(math.log2(count))


def rounded_total(count: int) -> float:
    """How many there are in all, in steps half as large: at each step all is compared anew."""
    return float(count) if count <= _EXACT else 2.0 ** (round(2 * math.log2(count)) / 2)


_EXACT = 4


def reached(
    names: Iterable[str], linked: Callable[[str], Iterable[str]], read: Callable[[set[str]], object] = len
) -> set[str]:
    """These names and all that is linked to them, however far; `read` gets each step before it is walked."""
    seen: set[str] = set()
    waiting = set(names)
    while waiting:
        read(waiting)
        seen |= waiting
        waiting = {other for name in waiting for other in linked(name)} - seen
    return seen


class Shelf:
    """The cards, counts and pairs of a collection; `texts` gives texts of passages by id."""

    def __init__(self, kept: Kept | None = None, texts: Texts | None = None) -> None:
        self._kept = kept
        self._texts_of = texts
        self._come: dict[tuple[str, str], Card] = {}
        self._gone: dict[tuple[str, str], Card] = {}
        self._gone_rarest: dict[str, set[str]] = defaultdict(set)
        self._moved: Counter[tuple[str, str]] = Counter()
        self._here: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._counts: dict[tuple[str, str], int] = {}
        self._having: dict[tuple[str, str], set[str]] = {}
        self._cards: dict[tuple[str, str], Card | None] = {}
        self._owners: dict[tuple[str, str], tuple[str, int]] = {}
        self._rarest: dict[tuple[str, str], tuple[str, ...]] = {}
        self._rare: dict[tuple[str, str], set[str]] = {}
        self._rare_before: dict[tuple[str, str], int] = {}
        self._pairs: dict[tuple[str, str], Linked] = {}
        self._pairs_before: dict[tuple[str, str], Linked] = {}
        self._totals: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self.changes = Changes(anew=kept is None)

    # ------------------------------------------------------------------ what changes

    def replace(
        self,
        gone: Iterable[tuple[Card, tuple[str, ...]]],
        come: Iterable[Card],
        staying: Collection[str] = (),
    ) -> None:
        """Take cards away, each with its rarest words, and put others down.

        One of a kind in `staying` that comes as it went stays as it is.
        """
        coming = {(card.kind, card.name): card for card in come}
        for card, rarest in gone:
            if card.kind in staying and coming.get((card.kind, card.name)) == card:
                del coming[card.kind, card.name]
                continue
            key = (card.kind, card.name)
            self._gone[key] = card
            self._gone_rarest[card.kind].update(rarest)
            self.changes.gone.append(card)
            for word in card.words:
                self._moved[card.kind, word] -= 1
        for card in coming.values():
            self._come[card.kind, card.name] = card
            self.changes.come.append(card)
            for word in card.words:
                self._moved[card.kind, word] += 1
                self._here[card.kind, word].add(card.name)

    def renew(self, card: Card) -> None:
        """Put another card down in the place of one with the same words, whose facts are others now."""
        key = (card.kind, card.name)
        if key in self._come:
            self.changes.come.remove(self._come[key])
        elif (before := self.card(*key)) is not None:
            self.changes.gone.append(before)
        self.changes.come.append(card)
        self._come[key] = card

    def gone(self, kind: str) -> dict[str, Card]:
        """The cards of a kind that went, or were replaced, by name."""
        return {name: card for (own, name), card in self._gone.items() if own == kind}

    def gone_rarest(self, kind: str) -> set[str]:
        """The words that were among the rarest of a card that went."""
        return self._gone_rarest[kind]

    def come(self, kind: str) -> dict[str, Card]:
        """The cards of a kind that came, or are anew, by name."""
        return {name: card for (own, name), card in self._come.items() if own == kind}

    # ------------------------------------------------------------------ how many

    def total(self, kind: str) -> int:
        """How many cards of a kind there are now."""
        return self.total_before(kind) + len(self.come(kind)) - len(self.gone(kind))

    def total_before(self, kind: str) -> int:
        """How many there were."""
        if kind not in self._totals:
            self._totals[kind] = self._kept.total(kind) if self._kept else 0
        return self._totals[kind]

    def names(self, kind: str) -> set[str]:
        """The names of all cards of a kind, as they are now."""
        kept = set(self._kept.names(kind)) if self._kept else set()
        return (kept - self.gone(kind).keys()) | self.come(kind).keys()

    def read_counts(self, kind: str, words: Iterable[str]) -> None:
        """Read ahead in how many cards each of these words stands."""
        missing = {word for word in words if (kind, word) not in self._counts}
        found = self._kept.counts(kind, missing) if self._kept and missing else {}
        self._counts.update(((kind, word), found.get(word, 0)) for word in missing)

    def count_before(self, kind: str, word: str) -> int:
        """In how many cards of a kind a word stood before the change."""
        if (kind, word) not in self._counts:
            self.read_counts(kind, (word,))
        return self._counts[kind, word]

    def count(self, kind: str, word: str) -> int:
        """In how many it stands now."""
        return self.count_before(kind, word) + self._moved.get((kind, word), 0)

    def moved(self, kind: str) -> list[str]:
        """The words of a kind that stand in another number of cards now."""
        return [word for (own, word), by in self._moved.items() if own == kind and by]

    # ------------------------------------------------------------------ who has what

    def read_having(self, kind: str, words: Iterable[str]) -> None:
        """Read ahead which cards have each of these words."""
        missing = {word for word in words if (kind, word) not in self._having}
        found = self._kept.having(kind, missing) if self._kept and missing else {}
        for word in missing:
            self._having[kind, word] = set(found.get(word, ()))

    def having_before(self, kind: str, word: str) -> set[str]:
        """The names of the cards that had a word."""
        if (kind, word) not in self._having:
            self.read_having(kind, (word,))
        return self._having[kind, word]

    def having(self, kind: str, word: str) -> set[str]:
        """The names of the cards of a kind that have a word now."""
        left = {name for name in self.having_before(kind, word) if (kind, name) not in self._gone}
        return left | self._here.get((kind, word), set())

    # ------------------------------------------------------------------ the cards

    def read_cards(self, kind: str, names: Iterable[str]) -> None:
        """Read ahead these cards, with their rarest words."""
        missing = {
            name for name in names
            if not any((kind, name) in known for known in (self._come, self._gone, self._cards))
        }  # fmt: skip
        self._cards.update(dict.fromkeys((kind, name) for name in missing))
        for card, rarest in self._kept.cards(kind, missing) if self._kept and missing else ():
            self._cards[kind, card.name] = card
            self._rarest.setdefault((kind, card.name), rarest)

    def card(self, kind: str, name: str) -> Card | None:
        """A card as it is now; None when there is none."""
        key = (kind, name)
        if key in self._come:
            return self._come[key]
        if key in self._gone:
            return None
        if key not in self._cards:
            self.read_cards(kind, (name,))
        return self._cards.get(key)

    def read_owners(self, kind: str, names: Iterable[str]) -> None:
        """Read ahead in which documents these stand, or stood."""
        missing = {
            name for name in names
            if not any((kind, name) in known for known in (self._come, self._gone, self._owners))
        }  # fmt: skip
        found = self._kept.owners(kind, missing) if self._kept and missing else {}
        self._owners.update(((kind, name), owner) for name, owner in found.items())

    def owner(self, kind: str, name: str, *, before: bool = False) -> tuple[str, int]:
        """The document that a card is of, or was of, and its place in it. Raises KeyError for no card."""
        first, second = (self._gone, self._come) if before else (self._come, self._gone)
        card = first.get((kind, name)) or second.get((kind, name))
        if card is not None:
            return card.document_id, card.facts.get("place", 0)
        if (kind, name) not in self._owners:
            self.read_owners(kind, (name,))
        return self._owners[kind, name]

    def card_before(self, kind: str, name: str) -> Card | None:
        """A card as it was; None when there was none."""
        key = (kind, name)
        if key in self._gone or key in self._come:
            return self._gone.get(key)
        return self.card(kind, name)

    def cards(self, kind: str, names: Iterable[str]) -> Iterator[Card]:
        """Those of these cards that there are."""
        wanted = list(names)
        self.read_cards(kind, wanted)
        for name in wanted:
            if (card := self.card(kind, name)) is not None:
                yield card

    def text(self, passage_id: str) -> str:
        """The text of a passage, "" when there is none."""
        if passage_id not in self._texts:
            self.read_texts((passage_id,))
        return self._texts[passage_id]

    def read_texts(self, passage_ids: Iterable[str]) -> None:
        """Read ahead the texts of these passages."""
        missing = [name for name in passage_ids if name not in self._texts]
        found = self._texts_of(missing) if self._texts_of and missing else {}
        self._texts.update((name, found.get(name, "")) for name in missing)

    # ------------------------------------------------------------------ rarest words

    def rarest(self, kind: str, name: str) -> tuple[str, ...]:
        """The rarest words of a card, as they were or as they were set; () for one that is new."""
        self.read_cards(kind, (name,))
        return self._rarest.get((kind, name), ())

    def rank(self, kind: str, name: str, rarest: tuple[str, ...]) -> None:
        """Set the rarest words of a card."""
        before = self.rarest(kind, name)
        self._rarest[kind, name] = rarest
        self.changes.rarest[kind, name] = rarest
        self.read_rare(kind, {*before, *rarest})
        for word in before:
            self._rare[kind, word].discard(name)
        for word in rarest:
            self._rare[kind, word].add(name)

    def read_rare(self, kind: str, words: Iterable[str]) -> None:
        """Read ahead which cards have each of these words among their rarest."""
        missing = {word for word in words if (kind, word) not in self._rare}
        found = self._kept.having(kind + RARE, missing) if self._kept and missing else {}
        for word in missing:
            names = found.get(word, ())
            self._rare_before[kind, word] = len(names)
            self._rare[kind, word] = {name for name in names if (kind, name) not in self._gone}

    def rare(self, kind: str, word: str) -> set[str]:
        """The cards that have a word among their rarest now."""
        if (kind, word) not in self._rare:
            self.read_rare(kind, (word,))
        return self._rare[kind, word]

    def rare_before(self, kind: str, word: str) -> int:
        """How many cards had a word among their rarest."""
        if (kind, word) not in self._rare:
            self.read_rare(kind, (word,))
        return self._rare_before[kind, word]

    # ------------------------------------------------------------------ pairs

    def read_pairs(self, kind: str, names: Iterable[str]) -> None:
        """Read ahead what each of these is alike with."""
        missing = {name for name in names if (kind, name) not in self._pairs}
        found = self._kept.pairs(kind, missing) if self._kept and missing else {}
        for name in missing:
            self._pairs[kind, name] = found.get(name, {})

    def pairs(self, kind: str, name: str) -> Mapping[str, Pair]:
        """What a card is alike with now: other name → how much, and why."""
        if (kind, name) not in self._pairs:
            self.read_pairs(kind, (name,))
        return self._pairs[kind, name]

    def pairs_before(self, kind: str, name: str) -> Mapping[str, Pair]:
        """What a card was alike with before the change."""
        before = self._pairs_before.get((kind, name))
        return self.pairs(kind, name) if before is None else before

    def set_pairs(self, kind: str, name: str, pairs: Mapping[str, Pair]) -> set[str]:
        """Set all that a card is alike with; the other cards for which that is a change."""
        before = self.pairs(kind, name)
        changed = {other for other in {*before, *pairs} if before.get(other) != pairs.get(other)}
        self.read_pairs(kind, changed)
        for other in changed:
            low, high = sorted((name, other))
            pair = pairs.get(other)
            self.changes.pairs[kind, low, high] = pair
            for mine, theirs in (((kind, name), other), ((kind, other), name)):
                known = self._pairs[mine]
                self._pairs_before.setdefault(mine, dict(known))
                if pair is None:
                    known.pop(theirs, None)
                else:
                    known[theirs] = pair
        return changed

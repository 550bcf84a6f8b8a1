"""The last answers to "which passages, with what weight", as long as they are not too many together."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeAlias, TypeVar

from index.columns import Floats, Ints

Answer: TypeAlias = tuple[Ints, Floats]
Question = TypeVar("Question", bound=Hashable)


class Kept(Generic[Question]):
    """Answers by question, the oldest dropped when they hold more than `most` passages; safe for threads."""

    __slots__ = ("_answers", "_held", "_lock", "_most")

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Question, Answer] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()

    def get(self, question: Question) -> Answer | None:
        """What was answered before; it is then the last one asked."""
        with self._lock:
            known = self._answers.get(question)
            if known is not None:
                self._answers.move_to_end(question)
            return known

    def put(self, question: Question, answer: Answer) -> None:
        """Remember an answer; the oldest make room."""
        with self._lock:
            before = self._answers.pop(question, None)
            self._held += len(answer[0]) - (len(before[0]) if before is not None else 0)
            self._answers[question] = answer
            while self._held > self._most and len(self._answers) > 1:
                _, dropped = self._answers.popitem(last=False)
                self._held -= len(dropped[0])

    def answer(self, question: Question, make: Callable[[], Answer]) -> Answer:
        """What was answered before, or is now made and remembered."""
        known = self.get(question)
        if known is None:
            known = make()
            self.put(question, known)
        return known

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._held = 0

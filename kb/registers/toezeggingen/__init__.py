"""The register of toezeggingen: what was promised to parliament, by whom, by when, and what became of it."""

from kb.registers.toezeggingen.finding import find
from kb.registers.toezeggingen.model import (
    KINDS,
    STATUSES,
    Deadline,
    Fulfilment,
    Recipient,
    Toezegging,
    Tools,
)

__all__ = [
    "KINDS", "STATUSES", "Deadline", "Fulfilment", "Recipient", "Toezegging", "Tools", "find",
]  # fmt: skip

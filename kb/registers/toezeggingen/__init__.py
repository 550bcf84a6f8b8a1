"""The register of toezeggingen: what was promised to parliament, by whom, by when, and what became of it."""

from kb.registers.toezeggingen.finding import find
from kb.registers.toezeggingen.model import Deadline, Fulfilment, Recipient, Toezegging, Tools

__all__ = ["Deadline", "Fulfilment", "Recipient", "Toezegging", "Tools", "find"]

"""The register of knelpunten: what hinders carrying out a regeling, followed through the years.

`find` gives the records of one document, `apply` lays people's judgements on them, `join` follows them over
documents, `matrix` counts themes against years.
"""

from kb.registers.knelpunten.find import find
from kb.registers.knelpunten.join import join, propose
from kb.registers.knelpunten.judging import JudgementError, apply
from kb.registers.knelpunten.matrix import Cell, Column, Matrix, Row, matrix
from kb.registers.knelpunten.model import (
    STATUSES,
    Knelpunt,
    Likeness,
    Status,
    Step,
    Tools,
    filter_values,
)

__all__ = [
    "STATUSES", "Cell", "Column", "JudgementError", "Knelpunt", "Likeness", "Matrix", "Row", "Status", "Step",
    "Tools", "apply", "filter_values", "find", "join", "matrix", "propose",
]  # fmt: skip

"""The register of KPI's: one series per indicator, every value with its source, every difference shown.

`find` reads the values of one document from its tables and running text; `join` says how values of several
documents stand to each other; `apply` lays people's judgements on a record.
"""

from kb.registers.kpis.find import find
from kb.registers.kpis.join import join
from kb.registers.kpis.judging import apply, filter_values
from kb.registers.kpis.model import Conflict, Explanation, KpiValue, Tools

__all__ = ["Conflict", "Explanation", "KpiValue", "Tools", "apply", "filter_values", "find", "join"]

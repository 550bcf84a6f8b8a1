"""What a document is: kind, organisation, title, years and dates with their evidence, relations."""

from kb.identify.core import identify

__all__ = ["identify"]

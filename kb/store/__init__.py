"""The store: one SQLite file that is the only truth of a knowledge base."""

from kb.store.database import StoreError
from kb.store.store import Holder, Store
from kb.store.writing import NewVersion, passage_ids

__all__ = ["Holder", "NewVersion", "Store", "StoreError", "passage_ids"]

"""The store: one SQLite file that is the only truth of a knowledge base."""

from kb.store.database import StoreError
from kb.store.store import Holder, Store
from kb.store.writing import NewVersion, RecordsOf, StoredRecord, passage_ids

__all__ = ["Holder", "NewVersion", "RecordsOf", "Store", "StoreError", "StoredRecord", "passage_ids"]

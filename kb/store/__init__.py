"""The store: one SQLite file that is the only truth of a knowledge base."""

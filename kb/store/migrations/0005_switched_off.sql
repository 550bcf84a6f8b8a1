-- A saved search keeps what its owner switched off: words searched along and preferences, by their keys.
ALTER TABLE saved_search ADD COLUMN off TEXT NOT NULL DEFAULT '[]';

-- What joining the registers keeps: of each record, and of each passage that may fulfil a promise, the words and
-- facts that it is compared by, and which pairs of records are alike. All of it can be made again from the rest;
-- `meta` says under `joined` of which revision it is, and by which rules it was made.
CREATE TABLE joining_card (
  card INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  document_id TEXT NOT NULL,
  words TEXT NOT NULL,
  rarest TEXT NOT NULL,
  facts TEXT NOT NULL,
  UNIQUE (kind, name)
);
CREATE INDEX joining_card_document ON joining_card (document_id);
CREATE TABLE joining_word (
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  card INTEGER NOT NULL,
  PRIMARY KEY (kind, word, card)
) WITHOUT ROWID;
CREATE TABLE joining_count (
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, word)
) WITHOUT ROWID;
CREATE TABLE joining_pair (
  kind TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (kind, one, other)
) WITHOUT ROWID;
CREATE INDEX joining_pair_other ON joining_pair (kind, other);
-- Whether a change can be found by searching: what joining fills in records cannot.
ALTER TABLE change ADD COLUMN found INTEGER NOT NULL DEFAULT 1;

-- The audit log: a chain of hashes, to which rows are added and of which none is changed or removed.

CREATE TABLE audit (
  seq      INTEGER PRIMARY KEY,
  id       TEXT    NOT NULL UNIQUE,
  at       INTEGER NOT NULL,
  actor    TEXT    NOT NULL,
  act      TEXT    NOT NULL,
  subject  TEXT    NOT NULL,
  details  TEXT    NOT NULL,
  previous TEXT    NOT NULL,
  hash     TEXT    NOT NULL
);
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit records are not changed'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit records are not removed'); END;

-- Where the chain ends.
CREATE TABLE audit_head (
  single INTEGER PRIMARY KEY CHECK (single = 1),
  seq    INTEGER NOT NULL,
  hash   TEXT    NOT NULL
);
INSERT INTO audit_head (single, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

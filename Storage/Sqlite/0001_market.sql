-- The market, as on the other engines: times are milliseconds since 1970 (UTC), money is nano-dollars, kinds and states are the numbers of the enums in Core.
-- There is one writer, so the house and the world need one row each.

CREATE TABLE captcha (
  id           INTEGER PRIMARY KEY,
  customer     INTEGER NOT NULL,
  kind         INTEGER NOT NULL,
  request      TEXT    NOT NULL,
  rate         INTEGER NOT NULL CHECK (rate > 0),
  fee          INTEGER NOT NULL CHECK (fee >= 0),
  fingerprint  INTEGER NOT NULL,
  submitted_at INTEGER NOT NULL,
  -- 1 open, 3 solved, 4 unsolvable; leases are not durable
  status       INTEGER NOT NULL CHECK (status IN (1, 3, 4)),
  solver       INTEGER,
  answer       TEXT,
  ended_at     INTEGER,
  -- who had it, as JSON; known when it has ended
  attempts     TEXT,
  CHECK ((status = 1) = (ended_at IS NULL)),
  CHECK ((status = 3) = (solver IS NOT NULL AND answer IS NOT NULL))
);

-- What is open is a tiny part of the whole, and is looked through after a restart.
CREATE INDEX captcha_open ON captcha (id, submitted_at) WHERE status = 1;

CREATE TABLE image (
  captcha_id   INTEGER NOT NULL,
  part         INTEGER NOT NULL,
  content_type TEXT    NOT NULL,
  bytes        BLOB    NOT NULL,
  PRIMARY KEY (captcha_id, part)
);

CREATE TABLE account (
  kind    INTEGER NOT NULL,
  owner   INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  -- answers that counted, on a worker's account
  solved  INTEGER NOT NULL,
  PRIMARY KEY (kind, owner),
  CHECK (kind >= 10 OR balance >= 0)
) WITHOUT ROWID;

CREATE TABLE transfer (
  seq            INTEGER PRIMARY KEY,
  subject        INTEGER NOT NULL,
  purpose        INTEGER NOT NULL,
  ordinal        INTEGER NOT NULL,
  debit_kind     INTEGER NOT NULL,
  debit_owner    INTEGER NOT NULL,
  credit_kind    INTEGER NOT NULL,
  credit_owner   INTEGER NOT NULL,
  amount         INTEGER NOT NULL CHECK (amount > 0),
  at             INTEGER NOT NULL,
  -- what a guarded account held after it
  debit_balance  INTEGER,
  credit_balance INTEGER,
  UNIQUE (subject, purpose, ordinal),
  CHECK (debit_kind <> credit_kind OR debit_owner <> credit_owner)
);
CREATE INDEX transfer_debit ON transfer (debit_kind, debit_owner, seq) WHERE debit_kind < 10;
CREATE INDEX transfer_credit ON transfer (credit_kind, credit_owner, seq) WHERE credit_kind < 10;

CREATE TABLE outcome (
  worker     INTEGER NOT NULL,
  captcha    INTEGER NOT NULL,
  kind       INTEGER NOT NULL,
  ended_as   INTEGER NOT NULL,
  answer     TEXT,
  earned     INTEGER NOT NULL CHECK (earned >= 0),
  granted_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL,
  PRIMARY KEY (worker, captcha)
) WITHOUT ROWID;

CREATE TABLE id_sequence (
  name TEXT    NOT NULL PRIMARY KEY,
  next INTEGER NOT NULL
) WITHOUT ROWID;

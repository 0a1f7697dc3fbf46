-- What customers spent, counted from the ledger behind it, and what they pay in.

CREATE TABLE spending (
  customer INTEGER NOT NULL,
  -- the hour's beginning
  hour     INTEGER NOT NULL,
  -- 0: by no key
  key_id   INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  -- empty: none was named
  domain   TEXT    NOT NULL,
  charged  INTEGER NOT NULL,
  refunded INTEGER NOT NULL,
  -- below zero where more came back in the hour than was charged in it
  spent    INTEGER NOT NULL,
  PRIMARY KEY (customer, hour, key_id, kind, domain)
) WITHOUT ROWID;

CREATE TABLE spending_position (
  customer INTEGER NOT NULL PRIMARY KEY,
  -- one higher with each count
  version  INTEGER NOT NULL,
  -- the last entries that were counted of what left the held account, and of what reached the customer
  held     INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  -- the sum of all that was counted
  spent    INTEGER NOT NULL
);

CREATE TABLE deposit (
  id       INTEGER NOT NULL PRIMARY KEY,
  -- who began it, and his name of the operation: of one origin there is one
  origin   TEXT NOT NULL UNIQUE,
  customer INTEGER NOT NULL,
  -- one higher with each step
  version  INTEGER NOT NULL,
  -- 1 requested, 2 paid, 20 booked, 21 failed, 22 expired
  status   INTEGER NOT NULL,
  -- all of it, as JSON
  body     TEXT NOT NULL
);
CREATE INDEX deposit_customer ON deposit (customer, id);
-- What waits is a tiny part of the whole.
CREATE INDEX deposit_waiting ON deposit (status, id) WHERE status < 20;

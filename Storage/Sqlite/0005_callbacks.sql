-- Where customers may be called, and the outbox: a row comes into being in the transaction that ends its captcha.

CREATE TABLE callback_profile (
  customer        INTEGER PRIMARY KEY,
  -- one to a line
  hosts           TEXT    NOT NULL,
  secret          TEXT    NOT NULL,
  previous_secret TEXT,
  previous_until  INTEGER,
  version         INTEGER NOT NULL
);

CREATE TABLE callback (
  captcha  INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL,
  url      TEXT    NOT NULL,
  form     INTEGER NOT NULL,
  -- 1 pending, 2 delivered, 3 given up
  status   INTEGER NOT NULL CHECK (status IN (1, 2, 3)),
  -- while somebody has it: the end of his lease
  due_at   INTEGER NOT NULL,
  -- since it became due; all that there were; how often it was handed out
  tries    INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  taken    INTEGER NOT NULL
);
CREATE INDEX callback_due ON callback (due_at) WHERE status = 1;

CREATE TABLE callback_attempt (
  captcha     INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  attempt_at  INTEGER NOT NULL,
  duration    INTEGER NOT NULL,
  http_status INTEGER,
  error       TEXT,
  PRIMARY KEY (captcha, number)
) WITHOUT ROWID;

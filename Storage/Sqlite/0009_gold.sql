-- Gold tasks: captchas of which the answer is known, and which worker was given which.

CREATE TABLE gold (
  -- the customer's captcha from which it grew, or a number of its own; its images are kept under it
  id       INTEGER NOT NULL PRIMARY KEY,
  kind     INTEGER NOT NULL,
  -- 1 own, 2 grown
  origin   INTEGER NOT NULL,
  -- 1 growing, 2 in use, 3 retired
  state    INTEGER NOT NULL CHECK (state IN (1, 2, 3)),
  why      INTEGER,
  added_at INTEGER NOT NULL,
  until    INTEGER,
  recheck  INTEGER,
  request  TEXT NOT NULL,
  answer   TEXT NOT NULL,
  -- workers who had the captcha from which it grew
  had      TEXT NOT NULL,
  CHECK ((state = 3) = (why IS NOT NULL))
);
-- What is retired is looked at by operators only.
CREATE INDEX gold_state ON gold (state, id);

CREATE TABLE gold_view (
  worker  INTEGER NOT NULL,
  gold    INTEGER NOT NULL,
  captcha INTEGER NOT NULL,
  is_high INTEGER NOT NULL,
  -- the answer was the known one; empty until there is one
  agreed  INTEGER,
  PRIMARY KEY (worker, gold)
) WITHOUT ROWID;
CREATE INDEX gold_view_gold ON gold_view (gold, agreed, is_high);

-- 4: gold tasks
CREATE INDEX evidence_gold ON evidence (worker, at, captcha) WHERE source = 4;

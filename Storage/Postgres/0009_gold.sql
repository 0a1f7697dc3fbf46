-- Gold tasks: captchas of which the answer is known, and which worker was given which.

CREATE TABLE gold (
  -- the customer's captcha from which it grew, or a number of its own; its images are kept under it
  id       bigint NOT NULL PRIMARY KEY,
  kind     smallint NOT NULL,
  -- 1 own, 2 grown
  origin   smallint NOT NULL,
  -- 1 growing, 2 in use, 3 retired
  state    smallint NOT NULL CHECK (state IN (1, 2, 3)),
  why      smallint,
  added_at bigint NOT NULL,
  until    bigint,
  recheck  bigint,
  request  text NOT NULL,
  answer   text NOT NULL,
  -- workers who had the captcha from which it grew
  had      text NOT NULL,
  CHECK ((state = 3) = (why IS NOT NULL))
);
-- What is retired is looked at by operators only.
CREATE INDEX gold_state ON gold (state, id);

CREATE TABLE gold_view (
  worker  bigint NOT NULL,
  gold    bigint NOT NULL,
  captcha bigint NOT NULL,
  is_high boolean NOT NULL,
  -- the answer was the known one; empty until there is one
  agreed  boolean,
  PRIMARY KEY (worker, gold)
);
CREATE INDEX gold_view_gold ON gold_view (gold, agreed, is_high);

-- 4: gold tasks
CREATE INDEX evidence_gold ON evidence (worker, at, captcha) WHERE source = 4;

-- Gold tasks: captchas of which the answer is known, and which worker was given which.

IF OBJECT_ID(N'gold', N'U') IS NULL
CREATE TABLE gold (
  -- the customer's captcha from which it grew, or a number of its own; its images are kept under it
  id       bigint        NOT NULL CONSTRAINT gold_pk PRIMARY KEY,
  kind     smallint      NOT NULL,
  -- 1 own, 2 grown
  origin   smallint      NOT NULL,
  -- 1 growing, 2 in use, 3 retired
  state    smallint      NOT NULL CONSTRAINT gold_states CHECK (state IN (1, 2, 3)),
  why      smallint,
  added_at bigint        NOT NULL,
  until    bigint,
  recheck  bigint,
  request  nvarchar(max) NOT NULL,
  answer   nvarchar(max) NOT NULL,
  -- workers who had the captcha from which it grew
  had      nvarchar(max) NOT NULL,
  CONSTRAINT gold_ends CHECK ((state = 3 AND why IS NOT NULL) OR (state <> 3 AND why IS NULL))
);
-- What is retired is looked at by operators only.
IF INDEXPROPERTY(OBJECT_ID(N'gold'), N'gold_state', 'IndexID') IS NULL
CREATE INDEX gold_state ON gold (state, id);

IF OBJECT_ID(N'gold_view', N'U') IS NULL
CREATE TABLE gold_view (
  worker  bigint NOT NULL,
  gold    bigint NOT NULL,
  captcha bigint NOT NULL,
  is_high bit    NOT NULL,
  -- the answer was the known one; empty until there is one
  agreed  bit,
  CONSTRAINT gold_view_pk PRIMARY KEY (worker, gold)
);
IF INDEXPROPERTY(OBJECT_ID(N'gold_view'), N'gold_view_gold', 'IndexID') IS NULL
CREATE INDEX gold_view_gold ON gold_view (gold, agreed, is_high);

-- 4: gold tasks
IF INDEXPROPERTY(OBJECT_ID(N'evidence'), N'evidence_gold', 'IndexID') IS NULL
CREATE INDEX evidence_gold ON evidence (worker, [at], captcha) INCLUDE (source) WHERE source = 4;

ALTER TABLE gold_view SET (LOCK_ESCALATION = DISABLE);

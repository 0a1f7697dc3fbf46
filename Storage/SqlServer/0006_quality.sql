-- What has come of each report, step by step, and the evidence about workers' answers.

IF OBJECT_ID(N'report_state', N'U') IS NULL
CREATE TABLE report_state (
  captcha      bigint        NOT NULL CONSTRAINT report_state_pk PRIMARY KEY,
  customer     bigint        NOT NULL,
  worker       bigint,
  -- one higher with each step
  version      bigint        NOT NULL,
  [at]         bigint        NOT NULL,
  status       smallint      NOT NULL,
  says_good    bit           NOT NULL,
  -- somebody has to see that it goes on
  moves        bit           NOT NULL,
  is_incorrect bit           NOT NULL,
  -- all of it, as JSON
  body         nvarchar(max) NOT NULL
);
IF INDEXPROPERTY(OBJECT_ID(N'report_state'), N'report_state_moves', 'IndexID') IS NULL
CREATE INDEX report_state_moves ON report_state (captcha) INCLUDE ([at], moves) WHERE moves = 1;
-- 3, 5, 6: a moderator is waited for
IF INDEXPROPERTY(OBJECT_ID(N'report_state'), N'report_state_awaits', 'IndexID') IS NULL
CREATE INDEX report_state_awaits ON report_state (captcha) INCLUDE (status) WHERE status IN (3, 5, 6);
IF INDEXPROPERTY(OBJECT_ID(N'report_state'), N'report_state_worker', 'IndexID') IS NULL
CREATE INDEX report_state_worker ON report_state (worker, captcha) WHERE worker IS NOT NULL;
IF INDEXPROPERTY(OBJECT_ID(N'report_state'), N'report_state_customer', 'IndexID') IS NULL
CREATE INDEX report_state_customer ON report_state (customer, [at]) INCLUDE (says_good, status) WHERE says_good = 0;
-- Who reports good answers.
IF INDEXPROPERTY(OBJECT_ID(N'report_state'), N'report_state_good', 'IndexID') IS NULL
CREATE INDEX report_state_good ON report_state (customer) INCLUDE (says_good) WHERE says_good = 1;

IF OBJECT_ID(N'evidence', N'U') IS NULL
CREATE TABLE evidence (
  worker   bigint        NOT NULL,
  captcha  bigint        NOT NULL,
  source   smallint      NOT NULL,
  kind     smallint      NOT NULL,
  is_right bit           NOT NULL,
  weight   float         NOT NULL CONSTRAINT evidence_weight CHECK (weight >= 0 AND weight <= 1),
  [at]     bigint        NOT NULL,
  -- for reCAPTCHA V3
  domain   nvarchar(300),
  CONSTRAINT evidence_pk PRIMARY KEY (worker, captcha, source)
);
IF INDEXPROPERTY(OBJECT_ID(N'evidence'), N'evidence_newest', 'IndexID') IS NULL
CREATE INDEX evidence_newest ON evidence (worker, [at], captcha, source);

-- How many tokens a customer got lately, and which ones a worker made; 20 and above are the token kinds.
IF INDEXPROPERTY(OBJECT_ID(N'captcha'), N'captcha_tokens', 'IndexID') IS NULL
CREATE INDEX captcha_tokens ON captcha (customer, submitted_at) INCLUDE (kind, status) WHERE kind >= 20;
IF INDEXPROPERTY(OBJECT_ID(N'outcome'), N'outcome_tokens', 'IndexID') IS NULL
CREATE INDEX outcome_tokens ON outcome (worker, captcha) INCLUDE (kind, ended_as, ended_at) WHERE kind >= 20;

ALTER TABLE report_state SET (LOCK_ESCALATION = DISABLE);
ALTER TABLE evidence SET (LOCK_ESCALATION = DISABLE);

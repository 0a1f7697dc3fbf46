-- What has come of each report, step by step, and the evidence about workers' answers.

CREATE TABLE report_state (
  captcha      INTEGER PRIMARY KEY,
  customer     INTEGER NOT NULL,
  worker       INTEGER,
  -- one higher with each step
  version      INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  status       INTEGER NOT NULL,
  says_good    INTEGER NOT NULL,
  -- somebody has to see that it goes on
  moves        INTEGER NOT NULL,
  is_incorrect INTEGER NOT NULL,
  -- all of it, as JSON
  body         TEXT    NOT NULL
);
CREATE INDEX report_state_moves ON report_state (captcha, at) WHERE moves = 1;
-- 3, 5, 6: a moderator is waited for
CREATE INDEX report_state_awaits ON report_state (captcha) WHERE status IN (3, 5, 6);
CREATE INDEX report_state_worker ON report_state (worker, captcha) WHERE worker IS NOT NULL;
CREATE INDEX report_state_customer ON report_state (customer, at) WHERE says_good = 0;
-- Who reports good answers.
CREATE INDEX report_state_good ON report_state (customer) WHERE says_good = 1;

CREATE TABLE evidence (
  worker   INTEGER NOT NULL,
  captcha  INTEGER NOT NULL,
  source   INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  is_right INTEGER NOT NULL,
  weight   REAL    NOT NULL CHECK (weight >= 0 AND weight <= 1),
  at       INTEGER NOT NULL,
  -- for reCAPTCHA V3
  domain   TEXT,
  PRIMARY KEY (worker, captcha, source)
) WITHOUT ROWID;
CREATE INDEX evidence_newest ON evidence (worker, at, captcha, source);

-- How many tokens a customer got lately, and which ones a worker made; 20 and above are the token kinds.
CREATE INDEX captcha_tokens ON captcha (customer, submitted_at) WHERE kind >= 20;
CREATE INDEX outcome_tokens ON outcome (worker, captcha) WHERE kind >= 20;

-- What has come of each report, step by step, and the evidence about workers' answers.

CREATE TABLE report_state (
  captcha      bigint   NOT NULL PRIMARY KEY,
  customer     bigint   NOT NULL,
  worker       bigint,
  -- one higher with each step
  version      bigint   NOT NULL,
  at           bigint   NOT NULL,
  status       smallint NOT NULL,
  says_good    boolean  NOT NULL,
  -- somebody has to see that it goes on
  moves        boolean  NOT NULL,
  is_incorrect boolean  NOT NULL,
  -- all of it, as JSON
  body         text     NOT NULL
);
CREATE INDEX report_state_moves ON report_state (captcha) INCLUDE (at) WHERE moves;
-- 3, 5, 6: a moderator is waited for
CREATE INDEX report_state_awaits ON report_state (captcha) WHERE status IN (3, 5, 6);
CREATE INDEX report_state_worker ON report_state (worker, captcha) WHERE worker IS NOT NULL;
CREATE INDEX report_state_customer ON report_state (customer, at) WHERE NOT says_good;
-- Who reports good answers.
CREATE INDEX report_state_good ON report_state (customer) WHERE says_good;

CREATE TABLE evidence (
  worker   bigint           NOT NULL,
  captcha  bigint           NOT NULL,
  at       bigint           NOT NULL,
  weight   double precision NOT NULL CHECK (weight >= 0 AND weight <= 1),
  source   smallint         NOT NULL,
  kind     smallint         NOT NULL,
  is_right boolean          NOT NULL,
  -- for reCAPTCHA V3
  domain   text,
  PRIMARY KEY (worker, captcha, source)
);
CREATE INDEX evidence_newest ON evidence (worker, at, captcha, source);

-- How many tokens a customer got lately, and which ones a worker made; 20 and above are the token kinds.
CREATE INDEX captcha_tokens ON captcha (customer, submitted_at) WHERE kind >= 20;
CREATE INDEX outcome_tokens ON outcome (worker, captcha) WHERE kind >= 20;

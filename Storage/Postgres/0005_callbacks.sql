-- Where customers may be called, and the outbox: a row comes into being in the transaction that ends its captcha.

CREATE TABLE callback_profile (
  customer        bigint PRIMARY KEY,
  -- one to a line
  hosts           text   NOT NULL,
  secret          text   NOT NULL,
  previous_secret text,
  previous_until  bigint,
  version         bigint NOT NULL
);

CREATE TABLE callback (
  captcha  bigint   PRIMARY KEY,
  customer bigint   NOT NULL,
  -- while somebody has it: the end of his lease
  due_at   bigint   NOT NULL,
  -- how often it was handed out
  taken    bigint   NOT NULL,
  -- since it became due; all that there were
  tries    int      NOT NULL,
  attempts int      NOT NULL,
  form     smallint NOT NULL,
  -- 1 pending, 2 delivered, 3 given up
  status   smallint NOT NULL CHECK (status IN (1, 2, 3)),
  url      text     NOT NULL
);
CREATE INDEX callback_due ON callback (due_at) WHERE status = 1;

CREATE TABLE callback_attempt (
  captcha     bigint NOT NULL,
  attempt_at  bigint NOT NULL,
  number      int    NOT NULL,
  duration    int    NOT NULL,
  http_status int,
  error       text,
  PRIMARY KEY (captcha, number)
);

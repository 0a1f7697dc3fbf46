-- Where customers may be called, and the outbox: a row comes into being in the transaction that ends its captcha.

IF OBJECT_ID(N'callback_profile', N'U') IS NULL
CREATE TABLE callback_profile (
  customer        bigint        NOT NULL CONSTRAINT callback_profile_pk PRIMARY KEY,
  -- one to a line
  hosts           nvarchar(max) NOT NULL,
  [secret]        nvarchar(200) NOT NULL,
  previous_secret nvarchar(200),
  previous_until  bigint,
  version         bigint        NOT NULL
);

IF OBJECT_ID(N'callback', N'U') IS NULL
CREATE TABLE [callback] (
  captcha  bigint        NOT NULL CONSTRAINT callback_pk PRIMARY KEY,
  customer bigint        NOT NULL,
  -- while somebody has it: the end of his lease
  due_at   bigint        NOT NULL,
  -- how often it was handed out
  taken    bigint        NOT NULL,
  -- since it became due; all that there were
  tries    int           NOT NULL,
  attempts int           NOT NULL,
  form     smallint      NOT NULL,
  -- 1 pending, 2 delivered, 3 given up
  status   smallint      NOT NULL CONSTRAINT callback_status CHECK (status IN (1, 2, 3)),
  url      nvarchar(max) NOT NULL
);

IF INDEXPROPERTY(OBJECT_ID(N'callback'), N'callback_due', 'IndexID') IS NULL
CREATE INDEX callback_due ON [callback] (due_at) INCLUDE (status) WHERE status = 1;

IF OBJECT_ID(N'callback_attempt', N'U') IS NULL
CREATE TABLE callback_attempt (
  captcha     bigint NOT NULL,
  attempt_at  bigint NOT NULL,
  number      int    NOT NULL,
  duration    int    NOT NULL,
  http_status int,
  error       nvarchar(400),
  CONSTRAINT callback_attempt_pk PRIMARY KEY (captcha, number)
);

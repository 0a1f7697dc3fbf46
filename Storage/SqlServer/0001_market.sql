-- The market, as on the other engines: times are milliseconds since 1970 (UTC), money is nano-dollars, kinds and states are the numbers of the enums in Core.
-- Texts that are keys compare byte for byte, whatever the collation of the database. Needs compatibility level 130 (OPENJSON).
--
-- Whoever makes the database should switch on READ_COMMITTED_SNAPSHOT, so that readers do not wait for the writers:
--   ALTER DATABASE … SET READ_COMMITTED_SNAPSHOT ON
-- It cannot be done in here, in a transaction and beside other connections. Nothing depends on it but the time that readers wait.

IF OBJECT_ID(N'captcha', N'U') IS NULL
CREATE TABLE captcha (
  id           bigint        NOT NULL CONSTRAINT captcha_pk PRIMARY KEY,
  customer     bigint        NOT NULL,
  rate         bigint        NOT NULL CONSTRAINT captcha_rate CHECK (rate > 0),
  fee          bigint        NOT NULL CONSTRAINT captcha_fee CHECK (fee >= 0),
  fingerprint  bigint        NOT NULL,
  submitted_at bigint        NOT NULL,
  ended_at     bigint,
  solver       bigint,
  kind         smallint      NOT NULL,
  -- 1 open, 3 solved, 4 unsolvable; leases are not durable
  status       smallint      NOT NULL CONSTRAINT captcha_status CHECK (status IN (1, 3, 4)),
  request      nvarchar(max) NOT NULL,
  answer       nvarchar(max),
  -- who had it, as JSON; known when it has ended
  attempts     nvarchar(max),
  CONSTRAINT captcha_ended CHECK ((status = 1 AND ended_at IS NULL) OR (status <> 1 AND ended_at IS NOT NULL)),
  CONSTRAINT captcha_solved CHECK (
    (status = 3 AND solver IS NOT NULL AND answer IS NOT NULL) OR (status <> 3 AND (solver IS NULL OR answer IS NULL)))
);

-- What is open is a tiny part of the whole, and is looked through after a restart.
IF INDEXPROPERTY(OBJECT_ID(N'captcha'), N'captcha_open', 'IndexID') IS NULL
CREATE INDEX captcha_open ON captcha (id) INCLUDE (submitted_at, status) WHERE status = 1;

IF OBJECT_ID(N'image', N'U') IS NULL
CREATE TABLE [image] (
  captcha_id   bigint         NOT NULL,
  part         smallint       NOT NULL,
  content_type nvarchar(200)  NOT NULL,
  bytes        varbinary(max) NOT NULL,
  CONSTRAINT image_pk PRIMARY KEY (captcha_id, part)
);

IF OBJECT_ID(N'account', N'U') IS NULL
CREATE TABLE account (
  kind    smallint NOT NULL,
  owner   bigint   NOT NULL,
  -- the house and the world have one row for each writing process; their balance is the sum
  slot    smallint NOT NULL,
  balance bigint   NOT NULL,
  -- answers that counted, on a worker's account
  solved  bigint   NOT NULL,
  CONSTRAINT account_pk PRIMARY KEY (kind, owner, slot),
  CONSTRAINT account_guarded CHECK (kind >= 10 OR (slot = 0 AND balance >= 0))
);

IF OBJECT_ID(N'transfer', N'U') IS NULL
CREATE TABLE [transfer] (
  seq            bigint   NOT NULL IDENTITY,
  subject        bigint   NOT NULL,
  purpose        smallint NOT NULL,
  ordinal        smallint NOT NULL,
  debit_kind     smallint NOT NULL,
  debit_owner    bigint   NOT NULL,
  credit_kind    smallint NOT NULL,
  credit_owner   bigint   NOT NULL,
  amount         bigint   NOT NULL CONSTRAINT transfer_amount CHECK (amount > 0),
  [at]           bigint   NOT NULL,
  -- what a guarded account held after it
  debit_balance  bigint,
  credit_balance bigint,
  CONSTRAINT transfer_pk PRIMARY KEY (subject, purpose, ordinal),
  CONSTRAINT transfer_sides CHECK (debit_kind <> credit_kind OR debit_owner <> credit_owner)
);
IF INDEXPROPERTY(OBJECT_ID(N'transfer'), N'transfer_debit', 'IndexID') IS NULL
CREATE INDEX transfer_debit ON [transfer] (debit_kind, debit_owner, seq) WHERE debit_kind < 10;
IF INDEXPROPERTY(OBJECT_ID(N'transfer'), N'transfer_credit', 'IndexID') IS NULL
CREATE INDEX transfer_credit ON [transfer] (credit_kind, credit_owner, seq) WHERE credit_kind < 10;

IF OBJECT_ID(N'outcome', N'U') IS NULL
CREATE TABLE outcome (
  worker     bigint   NOT NULL,
  captcha    bigint   NOT NULL,
  earned     bigint   NOT NULL CONSTRAINT outcome_earned CHECK (earned >= 0),
  granted_at bigint   NOT NULL,
  ended_at   bigint   NOT NULL,
  kind       smallint NOT NULL,
  ended_as   smallint NOT NULL,
  answer     nvarchar(max),
  CONSTRAINT outcome_pk PRIMARY KEY (worker, captcha)
);

IF OBJECT_ID(N'id_sequence', N'U') IS NULL
CREATE TABLE id_sequence (
  [name] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT id_sequence_pk PRIMARY KEY,
  [next] bigint NOT NULL
);

-- A batch locks some thousand rows, which must not become a lock on the whole table.
ALTER TABLE captcha SET (LOCK_ESCALATION = DISABLE);
ALTER TABLE [image] SET (LOCK_ESCALATION = DISABLE);
ALTER TABLE account SET (LOCK_ESCALATION = DISABLE);
ALTER TABLE [transfer] SET (LOCK_ESCALATION = DISABLE);
ALTER TABLE outcome SET (LOCK_ESCALATION = DISABLE);

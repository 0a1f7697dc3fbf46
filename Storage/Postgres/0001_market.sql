-- The market: captchas, images, transfers, accounts, outcomes. Times are milliseconds since 1970 (UTC), money is nano-dollars,
-- kinds and states are the numbers of the enums in Core.

CREATE TABLE captcha (
  id           bigint   NOT NULL,
  customer     bigint   NOT NULL,
  rate         bigint   NOT NULL CHECK (rate > 0),
  fee          bigint   NOT NULL CHECK (fee >= 0),
  fingerprint  bigint   NOT NULL,
  submitted_at bigint   NOT NULL,
  ended_at     bigint,
  solver       bigint,
  kind         smallint NOT NULL,
  -- 1 open, 3 solved, 4 unsolvable; leases are not durable
  status       smallint NOT NULL CHECK (status IN (1, 3, 4)),
  request      text     NOT NULL,
  answer       text,
  -- who had it, as JSON; known when it has ended
  attempts     text,
  PRIMARY KEY (id),
  CHECK ((status = 1) = (ended_at IS NULL)),
  CHECK ((status = 3) = (solver IS NOT NULL AND answer IS NOT NULL))
);

-- What is open is a tiny part of the whole, and is looked through after a restart.
CREATE INDEX captcha_open ON captcha (id) INCLUDE (submitted_at) WHERE status = 1;

CREATE TABLE image (
  captcha_id   bigint   NOT NULL,
  part         smallint NOT NULL,
  content_type text     NOT NULL,
  bytes        bytea    NOT NULL,
  PRIMARY KEY (captcha_id, part)
);
-- Images are compressed already, and nothing but images is read from here: small ones stay in their row.
ALTER TABLE image ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE image SET (toast_tuple_target = 8160);

CREATE TABLE account (
  owner   bigint   NOT NULL,
  balance bigint   NOT NULL,
  -- answers that counted, on a worker's account
  solved  bigint   NOT NULL DEFAULT 0,
  kind    smallint NOT NULL,
  -- the house and the world have one row for each writing process; their balance is the sum
  slot    smallint NOT NULL,
  PRIMARY KEY (kind, owner, slot),
  CHECK (kind >= 10 OR (slot = 0 AND balance >= 0))
) WITH (fillfactor = 50);

CREATE TABLE transfer (
  seq            bigint   GENERATED ALWAYS AS IDENTITY,
  subject        bigint   NOT NULL,
  debit_owner    bigint   NOT NULL,
  credit_owner   bigint   NOT NULL,
  amount         bigint   NOT NULL CHECK (amount > 0),
  at             bigint   NOT NULL,
  -- what a guarded account held after it
  debit_balance  bigint,
  credit_balance bigint,
  purpose        smallint NOT NULL,
  ordinal        smallint NOT NULL,
  debit_kind     smallint NOT NULL,
  credit_kind    smallint NOT NULL,
  PRIMARY KEY (subject, purpose, ordinal),
  CHECK (debit_kind <> credit_kind OR debit_owner <> credit_owner)
);
CREATE INDEX transfer_debit ON transfer (debit_kind, debit_owner, seq) WHERE debit_kind < 10;
CREATE INDEX transfer_credit ON transfer (credit_kind, credit_owner, seq) WHERE credit_kind < 10;

CREATE TABLE outcome (
  worker     bigint   NOT NULL,
  captcha    bigint   NOT NULL,
  earned     bigint   NOT NULL CHECK (earned >= 0),
  granted_at bigint   NOT NULL,
  ended_at   bigint   NOT NULL,
  kind       smallint NOT NULL,
  ended_as   smallint NOT NULL,
  answer     text,
  PRIMARY KEY (worker, captcha)
);

CREATE TABLE id_sequence (
  name text   NOT NULL PRIMARY KEY,
  next bigint NOT NULL
);

-- A row that changed between reading and writing: 40001 says that the transaction may be tried again.
CREATE FUNCTION expect_rows(actual bigint, expected bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF actual <> expected THEN
    RAISE EXCEPTION 'wrote % rows instead of %', actual, expected USING ERRCODE = '40001';
  END IF;
END
$$;

-- What customers spent, counted from the ledger behind it, and what they pay in.

IF OBJECT_ID(N'spending', N'U') IS NULL
CREATE TABLE spending (
  customer bigint        NOT NULL,
  -- the hour's beginning
  hour     bigint        NOT NULL,
  -- 0: by no key
  key_id   bigint        NOT NULL,
  kind     smallint      NOT NULL,
  -- empty: none was named
  domain   nvarchar(253) COLLATE Latin1_General_100_BIN2 NOT NULL,
  charged  bigint        NOT NULL,
  refunded bigint        NOT NULL,
  -- below zero where more came back in the hour than was charged in it
  spent    bigint        NOT NULL,
  CONSTRAINT spending_pk PRIMARY KEY (customer, hour, key_id, kind, domain)
);

IF OBJECT_ID(N'spending_position', N'U') IS NULL
CREATE TABLE spending_position (
  customer bigint NOT NULL CONSTRAINT spending_position_pk PRIMARY KEY,
  -- one higher with each count
  version  bigint NOT NULL,
  -- the last entries that were counted of what left the held account, and of what reached the customer
  held     bigint NOT NULL,
  returned bigint NOT NULL,
  -- the sum of all that was counted
  spent    bigint NOT NULL
);

IF OBJECT_ID(N'deposit', N'U') IS NULL
CREATE TABLE deposit (
  id       bigint        NOT NULL CONSTRAINT deposit_pk PRIMARY KEY,
  -- who began it, and his name of the operation: of one origin there is one
  origin   nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT deposit_origin UNIQUE,
  customer bigint        NOT NULL,
  -- one higher with each step
  version  bigint        NOT NULL,
  -- 1 requested, 2 paid, 20 booked, 21 failed, 22 expired
  status   smallint      NOT NULL,
  -- all of it, as JSON
  body     nvarchar(max) NOT NULL
);
IF INDEXPROPERTY(OBJECT_ID(N'deposit'), N'deposit_customer', 'IndexID') IS NULL
CREATE INDEX deposit_customer ON deposit (customer, id);
IF INDEXPROPERTY(OBJECT_ID(N'deposit'), N'deposit_waiting', 'IndexID') IS NULL
CREATE INDEX deposit_waiting ON deposit (status, id) WHERE status < 20;

-- Payouts, where they go, and who invited whom.

IF OBJECT_ID(N'payout', N'U') IS NULL
CREATE TABLE payout (
  id      bigint        NOT NULL CONSTRAINT payout_pk PRIMARY KEY,
  -- worker and the client's name of the operation: of one origin there is one
  origin  nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT payout_origin UNIQUE,
  worker  bigint        NOT NULL,
  -- one higher with each step
  version bigint        NOT NULL,
  -- 1 pending, 20 sent, 21 cancelled, 22 failed
  status  smallint      NOT NULL,
  -- all of it, as JSON
  body    nvarchar(max) NOT NULL
);
IF INDEXPROPERTY(OBJECT_ID(N'payout'), N'payout_worker', 'IndexID') IS NULL
CREATE INDEX payout_worker ON payout (worker, id);
IF INDEXPROPERTY(OBJECT_ID(N'payout'), N'payout_status', 'IndexID') IS NULL
CREATE INDEX payout_status ON payout (status, id);

IF OBJECT_ID(N'payout_destination', N'U') IS NULL
CREATE TABLE payout_destination (
  worker  bigint        NOT NULL CONSTRAINT payout_destination_pk PRIMARY KEY,
  -- one higher with each change
  version bigint        NOT NULL,
  -- all of it, as JSON
  body    nvarchar(max) NOT NULL
);

IF OBJECT_ID(N'referral_code', N'U') IS NULL
CREATE TABLE referral_code (
  worker bigint      NOT NULL CONSTRAINT referral_code_pk PRIMARY KEY,
  code   nvarchar(8) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT referral_code_unique UNIQUE
);

IF OBJECT_ID(N'referral', N'U') IS NULL
CREATE TABLE referral (
  friend  bigint NOT NULL CONSTRAINT referral_pk PRIMARY KEY,
  inviter bigint NOT NULL,
  -- of the inviter's friends
  number  bigint NOT NULL,
  since   bigint NOT NULL,
  -- one higher with each change
  version bigint NOT NULL,
  -- the last entry of the friend's statement that was counted, and the sum of all that were
  upto    bigint NOT NULL,
  earned  bigint NOT NULL,
  -- counted and not booked yet
  due     bigint NOT NULL
);
IF INDEXPROPERTY(OBJECT_ID(N'referral'), N'referral_inviter', 'IndexID') IS NULL
CREATE INDEX referral_inviter ON referral (inviter, friend);

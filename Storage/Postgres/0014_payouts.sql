-- Payouts, where they go, and who invited whom.

CREATE TABLE payout (
  id      bigint NOT NULL PRIMARY KEY,
  -- worker and the client's name of the operation: of one origin there is one
  origin  text NOT NULL UNIQUE,
  worker  bigint NOT NULL,
  -- one higher with each step
  version bigint NOT NULL,
  -- 1 pending, 20 sent, 21 cancelled, 22 failed
  status  smallint NOT NULL,
  -- all of it, as JSON
  body    text NOT NULL
);
CREATE INDEX payout_worker ON payout (worker, id);
CREATE INDEX payout_status ON payout (status, id);

CREATE TABLE payout_destination (
  worker  bigint NOT NULL PRIMARY KEY,
  -- one higher with each change
  version bigint NOT NULL,
  -- all of it, as JSON
  body    text NOT NULL
);

CREATE TABLE referral_code (
  worker bigint NOT NULL PRIMARY KEY,
  code   text NOT NULL UNIQUE
);

CREATE TABLE referral (
  friend  bigint NOT NULL PRIMARY KEY,
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
CREATE INDEX referral_inviter ON referral (inviter, friend);

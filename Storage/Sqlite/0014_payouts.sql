-- Payouts, where they go, and who invited whom.

CREATE TABLE payout (
  id      INTEGER NOT NULL PRIMARY KEY,
  -- worker and the client's name of the operation: of one origin there is one
  origin  TEXT NOT NULL UNIQUE,
  worker  INTEGER NOT NULL,
  -- one higher with each step
  version INTEGER NOT NULL,
  -- 1 pending, 20 sent, 21 cancelled, 22 failed
  status  INTEGER NOT NULL,
  -- all of it, as JSON
  body    TEXT NOT NULL
);
CREATE INDEX payout_worker ON payout (worker, id);
CREATE INDEX payout_status ON payout (status, id);

CREATE TABLE payout_destination (
  worker  INTEGER NOT NULL PRIMARY KEY,
  -- one higher with each change
  version INTEGER NOT NULL,
  -- all of it, as JSON
  body    TEXT NOT NULL
);

CREATE TABLE referral_code (
  worker INTEGER NOT NULL PRIMARY KEY,
  code   TEXT NOT NULL UNIQUE
);

CREATE TABLE referral (
  friend  INTEGER NOT NULL PRIMARY KEY,
  inviter INTEGER NOT NULL,
  -- of the inviter's friends
  number  INTEGER NOT NULL,
  since   INTEGER NOT NULL,
  -- one higher with each change
  version INTEGER NOT NULL,
  -- the last entry of the friend's statement that was counted, and the sum of all that were
  upto    INTEGER NOT NULL,
  earned  INTEGER NOT NULL,
  -- counted and not booked yet
  due     INTEGER NOT NULL
);
CREATE INDEX referral_inviter ON referral (inviter, friend);

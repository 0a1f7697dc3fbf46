-- What customers spent, counted from the ledger behind it, and what they pay in.

CREATE TABLE spending (
  customer bigint   NOT NULL,
  -- the hour's beginning
  hour     bigint   NOT NULL,
  -- 0: by no key
  key_id   bigint   NOT NULL,
  kind     smallint NOT NULL,
  -- empty: none was named
  domain   text     COLLATE "C" NOT NULL,
  charged  bigint   NOT NULL,
  refunded bigint   NOT NULL,
  -- below zero where more came back in the hour than was charged in it
  spent    bigint   NOT NULL,
  PRIMARY KEY (customer, hour, key_id, kind, domain)
);

CREATE TABLE spending_position (
  customer bigint NOT NULL PRIMARY KEY,
  -- one higher with each count
  version  bigint NOT NULL,
  -- the last entries that were counted of what left the held account, and of what reached the customer
  held     bigint NOT NULL,
  returned bigint NOT NULL,
  -- the sum of all that was counted
  spent    bigint NOT NULL
);

CREATE TABLE deposit (
  id       bigint   NOT NULL PRIMARY KEY,
  -- who began it, and his name of the operation: of one origin there is one
  origin   text     NOT NULL UNIQUE,
  customer bigint   NOT NULL,
  -- one higher with each step
  version  bigint   NOT NULL,
  -- 1 requested, 2 paid, 20 booked, 21 failed, 22 expired
  status   smallint NOT NULL,
  -- all of it, as JSON
  body     text     NOT NULL
);
CREATE INDEX deposit_customer ON deposit (customer, id);
-- What waits is a tiny part of the whole.
CREATE INDEX deposit_waiting ON deposit (status, id) WHERE status < 20;

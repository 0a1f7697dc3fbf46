-- How the rates went: what the price board set, at most one row for each kind and minute, kept for a month.

CREATE TABLE rate (
  -- milliseconds since 1970, a whole minute
  at   bigint   NOT NULL,
  kind smallint NOT NULL,
  -- nano-dollars for one answer
  rate bigint   NOT NULL,
  PRIMARY KEY (at, kind)
);

-- What operators look at: the audit log by what it is about, by who did it and by what was done, and the market minute by minute.

CREATE INDEX audit_subject ON audit (subject, seq);
CREATE INDEX audit_actor ON audit (actor, seq);
CREATE INDEX audit_act ON audit (act, seq);

-- One row a minute, and those of some days only.
CREATE TABLE market_minute (
  -- the minute since 1970 (UTC)
  minute bigint NOT NULL PRIMARY KEY,
  -- all that was seen in it, as JSON
  body   text NOT NULL
);

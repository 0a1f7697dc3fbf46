-- What operators look at: the audit log by what it is about, by who did it and by what was done, and the market minute by minute.

IF INDEXPROPERTY(OBJECT_ID(N'audit'), N'audit_subject', 'IndexID') IS NULL
CREATE INDEX audit_subject ON audit ([subject], seq);
IF INDEXPROPERTY(OBJECT_ID(N'audit'), N'audit_actor', 'IndexID') IS NULL
CREATE INDEX audit_actor ON audit (actor, seq);
IF INDEXPROPERTY(OBJECT_ID(N'audit'), N'audit_act', 'IndexID') IS NULL
CREATE INDEX audit_act ON audit (act, seq);

-- One row a minute, and those of some days only.
IF OBJECT_ID(N'market_minute', N'U') IS NULL
CREATE TABLE market_minute (
  -- the minute since 1970 (UTC)
  [minute] bigint        NOT NULL CONSTRAINT market_minute_pk PRIMARY KEY,
  -- all that was seen in it, as JSON
  body     nvarchar(max) NOT NULL
);

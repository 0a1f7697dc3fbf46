-- What was done to workers and what they said against it, which answers do not count any more, and people with several roles.

IF OBJECT_ID(N'sanction', N'U') IS NULL
CREATE TABLE sanction (
  id      bigint        NOT NULL CONSTRAINT sanction_pk PRIMARY KEY,
  -- what brought it about: of one origin there is one
  origin  nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT sanction_origin UNIQUE,
  worker  bigint        NOT NULL,
  -- one higher with each change
  version bigint        NOT NULL,
  until   bigint,
  what    smallint      NOT NULL,
  status  smallint      NOT NULL,
  -- all of it, as JSON
  body    nvarchar(max) NOT NULL
);
IF INDEXPROPERTY(OBJECT_ID(N'sanction'), N'sanction_worker', 'IndexID') IS NULL
CREATE INDEX sanction_worker ON sanction (worker, id);
-- 2: an appeal waits
IF INDEXPROPERTY(OBJECT_ID(N'sanction'), N'sanction_appeals', 'IndexID') IS NULL
CREATE INDEX sanction_appeals ON sanction (id) INCLUDE (status) WHERE status = 2;

-- An appeal was successful: no evidence about this answer of this worker counts.
IF OBJECT_ID(N'forgiven', N'U') IS NULL
CREATE TABLE forgiven (
  worker   bigint NOT NULL,
  captcha  bigint NOT NULL,
  sanction bigint NOT NULL,
  CONSTRAINT forgiven_pk PRIMARY KEY (worker, captcha)
);

-- From now on a sum: 16 worker, 32 moderator, 64 operator.
UPDATE person SET [role] = 8 * POWER(2, [role]) WHERE [role] < 16;

-- What was done to workers and what they said against it, which answers do not count any more, and people with several roles.

CREATE TABLE sanction (
  id      bigint   NOT NULL PRIMARY KEY,
  -- what brought it about: of one origin there is one
  origin  text     NOT NULL UNIQUE,
  worker  bigint   NOT NULL,
  -- one higher with each change
  version bigint   NOT NULL,
  until   bigint,
  what    smallint NOT NULL,
  status  smallint NOT NULL,
  -- all of it, as JSON
  body    text     NOT NULL
);
CREATE INDEX sanction_worker ON sanction (worker, id);
-- 2: an appeal waits
CREATE INDEX sanction_appeals ON sanction (id) WHERE status = 2;

-- An appeal was successful: no evidence about this answer of this worker counts.
CREATE TABLE forgiven (
  worker   bigint NOT NULL,
  captcha  bigint NOT NULL,
  sanction bigint NOT NULL,
  PRIMARY KEY (worker, captcha)
);

-- From now on a sum: 16 worker, 32 moderator, 64 operator.
UPDATE person SET role = 8 * (1 << role) WHERE role < 16;

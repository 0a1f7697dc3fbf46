-- What was done to workers and what they said against it, which answers do not count any more, and people with several roles.

CREATE TABLE sanction (
  id      INTEGER PRIMARY KEY,
  -- what brought it about: of one origin there is one
  origin  TEXT    NOT NULL UNIQUE,
  worker  INTEGER NOT NULL,
  what    INTEGER NOT NULL,
  -- one higher with each change
  version INTEGER NOT NULL,
  status  INTEGER NOT NULL,
  until   INTEGER,
  -- all of it, as JSON
  body    TEXT    NOT NULL
);
CREATE INDEX sanction_worker ON sanction (worker, id);
-- 2: an appeal waits
CREATE INDEX sanction_appeals ON sanction (id) WHERE status = 2;

-- An appeal was successful: no evidence about this answer of this worker counts.
CREATE TABLE forgiven (
  worker   INTEGER NOT NULL,
  captcha  INTEGER NOT NULL,
  sanction INTEGER NOT NULL,
  PRIMARY KEY (worker, captcha)
) WITHOUT ROWID;

-- From now on a sum: 16 worker, 32 moderator, 64 operator.
UPDATE person SET role = 8 * (1 << role) WHERE role < 16;

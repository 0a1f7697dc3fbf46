-- How far each worker is in his training, and the tasks that operators added or retired.

CREATE TABLE training (
  worker  INTEGER NOT NULL PRIMARY KEY,
  -- one higher with each change
  version INTEGER NOT NULL,
  -- all of it, as JSON
  body    TEXT    NOT NULL
);

CREATE TABLE training_task (
  id           INTEGER NOT NULL PRIMARY KEY,
  body         TEXT    NOT NULL,
  content_type TEXT,
  image        BLOB
);

-- Also tasks that come with the product.
CREATE TABLE training_retired (
  id INTEGER NOT NULL PRIMARY KEY
);

-- How far each worker is in his training, and the tasks that operators added or retired.

CREATE TABLE training (
  worker  bigint NOT NULL PRIMARY KEY,
  -- one higher with each change
  version bigint NOT NULL,
  -- all of it, as JSON
  body    text   NOT NULL
);

CREATE TABLE training_task (
  id           bigint NOT NULL PRIMARY KEY,
  body         text   NOT NULL,
  content_type text,
  image        bytea
);

-- Also tasks that come with the product.
CREATE TABLE training_retired (
  id bigint NOT NULL PRIMARY KEY
);

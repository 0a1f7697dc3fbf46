-- How far each worker is in his training, and the tasks that operators added or retired.

IF OBJECT_ID(N'training', N'U') IS NULL
CREATE TABLE training (
  worker  bigint        NOT NULL CONSTRAINT training_pk PRIMARY KEY,
  -- one higher with each change
  version bigint        NOT NULL,
  -- all of it, as JSON
  body    nvarchar(max) NOT NULL
);

IF OBJECT_ID(N'training_task', N'U') IS NULL
CREATE TABLE training_task (
  id           bigint        NOT NULL CONSTRAINT training_task_pk PRIMARY KEY,
  body         nvarchar(max) NOT NULL,
  content_type nvarchar(100),
  [image]      varbinary(max)
);

-- Also tasks that come with the product.
IF OBJECT_ID(N'training_retired', N'U') IS NULL
CREATE TABLE training_retired (
  id bigint NOT NULL CONSTRAINT training_retired_pk PRIMARY KEY
);

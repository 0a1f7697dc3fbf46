-- The audit log: a chain of hashes, to which rows are added and of which none is changed or removed.

IF OBJECT_ID(N'audit', N'U') IS NULL
CREATE TABLE audit (
  seq      bigint        NOT NULL CONSTRAINT audit_pk PRIMARY KEY,
  id       nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT audit_id UNIQUE,
  [at]     bigint        NOT NULL,
  actor    nvarchar(300) NOT NULL,
  act      nvarchar(100) NOT NULL,
  subject  nvarchar(300) NOT NULL,
  details  nvarchar(max) NOT NULL,
  previous nvarchar(64)  NOT NULL,
  [hash]   nvarchar(64)  NOT NULL
);

-- A trigger has to be alone in its batch.
IF OBJECT_ID(N'audit_stays', N'TR') IS NULL
EXEC (N'CREATE TRIGGER audit_stays ON audit INSTEAD OF UPDATE, DELETE AS THROW 51000, N''audit records are neither changed nor removed'', 1;');

-- Where the chain ends; its row is the lock of all writers.
IF OBJECT_ID(N'audit_head', N'U') IS NULL
CREATE TABLE audit_head (
  single smallint     NOT NULL CONSTRAINT audit_head_pk PRIMARY KEY CHECK (single = 1),
  seq    bigint       NOT NULL,
  [hash] nvarchar(64) NOT NULL
);
IF NOT EXISTS (SELECT 1 FROM audit_head)
INSERT INTO audit_head (single, seq, [hash]) VALUES (1, 0, REPLICATE(N'0', 64));

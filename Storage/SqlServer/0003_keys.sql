-- API keys with rules of their own, the key by which a captcha came, and what idempotency keys stand for.
-- A batch is compiled before its columns exist, so whatever uses new columns is a statement of its own.

IF COL_LENGTH(N'api_key', N'id') IS NULL
ALTER TABLE api_key ADD id bigint, rules nvarchar(max), revoked_at bigint, expires_at bigint;

EXEC (N'
UPDATE k SET id = n.id, rules = N''{"Name":"'' + STRING_ESCAPE(k.[name], ''json'') + N''"}'', revoked_at = CASE WHEN k.is_revoked = 1 THEN k.created_at END
FROM api_key AS k JOIN (SELECT [hash], ROW_NUMBER() OVER (ORDER BY created_at, [hash]) AS id FROM api_key) AS n ON n.[hash] = k.[hash];
INSERT INTO id_sequence ([name], [next]) SELECT N''api_key'', COUNT(*) + 1 FROM api_key;
ALTER TABLE api_key ALTER COLUMN id bigint NOT NULL;
ALTER TABLE api_key ALTER COLUMN rules nvarchar(max) NOT NULL;
ALTER TABLE api_key DROP COLUMN [name], is_revoked;
CREATE UNIQUE INDEX api_key_id ON api_key (customer, id);');

IF COL_LENGTH(N'captcha', N'key_id') IS NULL
ALTER TABLE captcha ADD key_id bigint, key_capped bit NOT NULL CONSTRAINT captcha_key_capped DEFAULT 0;

-- Few keys have a cap: the others pay nothing for this index.
EXEC (N'CREATE INDEX captcha_capped ON captcha (key_id, submitted_at) INCLUDE (rate, fee, status) WHERE key_capped = 1;');

IF OBJECT_ID(N'idempotency', N'U') IS NULL
CREATE TABLE idempotency (
  customer    bigint        NOT NULL,
  key_hash    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  fingerprint bigint        NOT NULL,
  captcha     bigint        NOT NULL,
  expires_at  bigint        NOT NULL,
  CONSTRAINT idempotency_pk PRIMARY KEY (customer, key_hash)
);
IF INDEXPROPERTY(OBJECT_ID(N'idempotency'), N'idempotency_expiry', 'IndexID') IS NULL
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

-- API keys with rules of their own, the key by which a captcha came, and what idempotency keys stand for.

ALTER TABLE api_key RENAME TO old_api_key;
CREATE TABLE api_key (
  hash       TEXT    NOT NULL PRIMARY KEY,
  customer   INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  id         INTEGER NOT NULL,
  rules      TEXT    NOT NULL,
  revoked_at INTEGER,
  expires_at INTEGER,
  UNIQUE (customer, id)
) WITHOUT ROWID;
INSERT INTO api_key (hash, customer, created_at, id, rules, revoked_at)
SELECT hash, customer, created_at, row_number() OVER (ORDER BY created_at, hash), json_object('Name', name), CASE WHEN is_revoked THEN created_at END
FROM old_api_key;
INSERT INTO id_sequence (name, next) SELECT 'api_key', count(*) + 1 FROM api_key;
DROP TABLE old_api_key;

ALTER TABLE captcha ADD COLUMN key_id INTEGER;
ALTER TABLE captcha ADD COLUMN key_capped INTEGER NOT NULL DEFAULT 0;
-- Few keys have a cap: the others pay nothing for this index.
CREATE INDEX captcha_capped ON captcha (key_id, submitted_at) WHERE key_capped = 1;

CREATE TABLE idempotency (
  customer    INTEGER NOT NULL,
  key_hash    TEXT    NOT NULL,
  fingerprint INTEGER NOT NULL,
  captcha     INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  PRIMARY KEY (customer, key_hash)
) WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

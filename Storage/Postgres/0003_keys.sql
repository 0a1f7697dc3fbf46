-- API keys with rules of their own, the key by which a captcha came, and what idempotency keys stand for.

ALTER TABLE api_key ADD COLUMN id bigint, ADD COLUMN rules text, ADD COLUMN revoked_at bigint, ADD COLUMN expires_at bigint;
UPDATE api_key AS k SET id = n.id, rules = json_build_object('Name', k.name)::text, revoked_at = CASE WHEN k.is_revoked THEN k.created_at END
FROM (SELECT hash, row_number() OVER (ORDER BY created_at, hash) AS id FROM api_key) AS n WHERE n.hash = k.hash;
INSERT INTO id_sequence (name, next) SELECT 'api_key', count(*) + 1 FROM api_key;
ALTER TABLE api_key ALTER COLUMN id SET NOT NULL, ALTER COLUMN rules SET NOT NULL, DROP COLUMN name, DROP COLUMN is_revoked;
CREATE UNIQUE INDEX api_key_id ON api_key (customer, id);

ALTER TABLE captcha ADD COLUMN key_id bigint, ADD COLUMN key_capped boolean NOT NULL DEFAULT false;
-- Few keys have a cap: the others pay nothing for this index.
CREATE INDEX captcha_capped ON captcha (key_id, submitted_at) WHERE key_capped;

CREATE TABLE idempotency (
  customer    bigint NOT NULL,
  key_hash    text   NOT NULL,
  fingerprint bigint NOT NULL,
  captcha     bigint NOT NULL,
  expires_at  bigint NOT NULL,
  PRIMARY KEY (customer, key_hash)
);
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

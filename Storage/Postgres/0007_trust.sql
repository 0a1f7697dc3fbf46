-- The audit log: a chain of hashes, to which rows are added and of which none is changed or removed.

CREATE TABLE audit (
  seq      bigint NOT NULL PRIMARY KEY,
  id       text   NOT NULL UNIQUE,
  at       bigint NOT NULL,
  actor    text   NOT NULL,
  act      text   NOT NULL,
  subject  text   NOT NULL,
  details  text   NOT NULL,
  previous text   NOT NULL,
  hash     text   NOT NULL
);
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit records are neither changed nor removed'; END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();

-- Where the chain ends; its row is the lock of all writers.
CREATE TABLE audit_head (
  single smallint NOT NULL PRIMARY KEY CHECK (single = 1),
  seq    bigint   NOT NULL,
  hash   text     NOT NULL
);
INSERT INTO audit_head (single, seq, hash) VALUES (1, 0, repeat('0', 64));

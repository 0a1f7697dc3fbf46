-- Who may come in, and the values that actors keep beside the market.

CREATE TABLE person (
  id                  INTEGER PRIMARY KEY,
  role                INTEGER NOT NULL,
  email               TEXT    NOT NULL,
  normalized_email    TEXT    NOT NULL UNIQUE,
  password_hash       TEXT    NOT NULL,
  security_stamp      TEXT    NOT NULL,
  access_failed_count INTEGER NOT NULL,
  lockout_end         INTEGER,
  created_at          INTEGER NOT NULL,
  version             INTEGER NOT NULL
);

CREATE TABLE api_key (
  hash       TEXT    NOT NULL PRIMARY KEY,
  customer   INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  is_revoked INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE session (
  token_hash TEXT    NOT NULL PRIMARY KEY,
  person_id  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE actor_state (
  key     TEXT    NOT NULL PRIMARY KEY,
  json    TEXT    NOT NULL,
  version INTEGER NOT NULL
);

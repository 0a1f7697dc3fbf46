-- Who may come in, and the values that actors keep beside the market.

CREATE TABLE person (
  id                  bigint   NOT NULL PRIMARY KEY,
  role                smallint NOT NULL,
  email               text     NOT NULL,
  normalized_email    text     NOT NULL UNIQUE,
  password_hash       text     NOT NULL,
  security_stamp      text     NOT NULL,
  access_failed_count int      NOT NULL,
  lockout_end         bigint,
  created_at          bigint   NOT NULL,
  version             bigint   NOT NULL
);

CREATE TABLE api_key (
  hash       text    NOT NULL PRIMARY KEY,
  customer   bigint  NOT NULL,
  name       text    NOT NULL,
  created_at bigint  NOT NULL,
  is_revoked boolean NOT NULL
);

CREATE TABLE session (
  token_hash text   NOT NULL PRIMARY KEY,
  person_id  bigint NOT NULL,
  expires_at bigint NOT NULL
);

CREATE TABLE actor_state (
  key     text   NOT NULL PRIMARY KEY,
  json    text   NOT NULL,
  version bigint NOT NULL
);

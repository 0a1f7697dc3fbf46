-- Who may come in, and the values that actors keep beside the market. Keys compare byte for byte.

IF OBJECT_ID(N'person', N'U') IS NULL
CREATE TABLE person (
  id                  bigint        NOT NULL CONSTRAINT person_pk PRIMARY KEY,
  [role]              smallint      NOT NULL,
  email               nvarchar(400) NOT NULL,
  normalized_email    nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT person_email UNIQUE,
  password_hash       nvarchar(max) NOT NULL,
  security_stamp      nvarchar(max) NOT NULL,
  access_failed_count int           NOT NULL,
  lockout_end         bigint,
  created_at          bigint        NOT NULL,
  version             bigint        NOT NULL
);

IF OBJECT_ID(N'api_key', N'U') IS NULL
CREATE TABLE api_key (
  [hash]     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT api_key_pk PRIMARY KEY,
  customer   bigint        NOT NULL,
  [name]     nvarchar(max) NOT NULL,
  created_at bigint        NOT NULL,
  is_revoked bit           NOT NULL
);

IF OBJECT_ID(N'session', N'U') IS NULL
CREATE TABLE [session] (
  token_hash nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT session_pk PRIMARY KEY,
  person_id  bigint        NOT NULL,
  expires_at bigint        NOT NULL
);

IF OBJECT_ID(N'actor_state', N'U') IS NULL
CREATE TABLE actor_state (
  [key]   nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT actor_state_pk PRIMARY KEY,
  [json]  nvarchar(max) NOT NULL,
  version bigint        NOT NULL
);

-- What customers say of answers: one report for each captcha.

IF OBJECT_ID(N'report', N'U') IS NULL
CREATE TABLE report (
  captcha    bigint NOT NULL CONSTRAINT report_pk PRIMARY KEY,
  customer   bigint NOT NULL,
  is_correct bit    NOT NULL,
  [at]       bigint NOT NULL,
  attempt    bigint NOT NULL
);

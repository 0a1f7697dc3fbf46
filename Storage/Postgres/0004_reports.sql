-- What customers say of answers: one report for each captcha.

CREATE TABLE report (
  captcha    bigint  NOT NULL PRIMARY KEY,
  customer   bigint  NOT NULL,
  is_correct boolean NOT NULL,
  at         bigint  NOT NULL,
  attempt    bigint  NOT NULL
);

-- What customers say of answers: one report for each captcha.

CREATE TABLE report (
  captcha    INTEGER PRIMARY KEY,
  customer   INTEGER NOT NULL,
  is_correct INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  attempt    INTEGER NOT NULL
);

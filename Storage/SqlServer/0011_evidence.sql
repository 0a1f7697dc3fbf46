-- A customer's list of his reports, newest first by the numbers of the captchas.

IF INDEXPROPERTY(OBJECT_ID(N'report_state'), N'report_state_list', 'IndexID') IS NULL
CREATE INDEX report_state_list ON report_state (customer, captcha);

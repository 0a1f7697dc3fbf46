-- A customer's list of his reports, newest first by the numbers of the captchas.

CREATE INDEX report_state_list ON report_state (customer, captcha);

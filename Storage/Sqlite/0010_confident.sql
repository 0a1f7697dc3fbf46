-- What the votes on a captcha of confident mode came to, as JSON; the rate and the fee of such a captcha are what was charged, once it is solved.

ALTER TABLE captcha ADD COLUMN crowd TEXT;

-- What the votes on a captcha of confident mode came to, as JSON; the rate and the fee of such a captcha are what was charged, once it is solved.

IF COL_LENGTH(N'captcha', N'crowd') IS NULL ALTER TABLE captcha ADD crowd nvarchar(max);

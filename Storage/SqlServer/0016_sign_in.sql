-- How people prove who they are: the second factor of moderators and operators, the sessions they can list and end, and the customer whose pages a person sees.

IF COL_LENGTH(N'person', N'customer') IS NULL ALTER TABLE person ADD customer bigint;
IF COL_LENGTH(N'person', N'authenticator_key') IS NULL ALTER TABLE person ADD authenticator_key nvarchar(max) NOT NULL DEFAULT N'';
IF COL_LENGTH(N'person', N'second_factor') IS NULL ALTER TABLE person ADD second_factor smallint NOT NULL DEFAULT 0;
IF COL_LENGTH(N'person', N'recovery_codes') IS NULL ALTER TABLE person ADD recovery_codes nvarchar(max) NOT NULL DEFAULT N'';

IF COL_LENGTH(N'session', N'opened_at') IS NULL ALTER TABLE [session] ADD opened_at bigint NOT NULL DEFAULT 0;
IF COL_LENGTH(N'session', N'client') IS NULL ALTER TABLE [session] ADD client nvarchar(400) NOT NULL DEFAULT N'';
IF COL_LENGTH(N'session', N'is_browser') IS NULL ALTER TABLE [session] ADD is_browser smallint NOT NULL DEFAULT 0;
IF COL_LENGTH(N'session', N'second_factor') IS NULL ALTER TABLE [session] ADD second_factor smallint NOT NULL DEFAULT 0;
IF INDEXPROPERTY(OBJECT_ID(N'session'), N'session_of_person', 'IndexID') IS NULL CREATE INDEX session_of_person ON [session] (person_id);

-- How people prove who they are: the second factor of moderators and operators, the sessions they can list and end, and the customer whose pages a person sees.

ALTER TABLE person ADD COLUMN customer bigint;
ALTER TABLE person ADD COLUMN authenticator_key text NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN second_factor smallint NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN recovery_codes text NOT NULL DEFAULT '';

ALTER TABLE session ADD COLUMN opened_at bigint NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN client text NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN is_browser smallint NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN second_factor smallint NOT NULL DEFAULT 0;
CREATE INDEX session_of_person ON session (person_id, opened_at);

-- How people prove who they are: the second factor of moderators and operators, the sessions they can list and end, and the customer whose pages a person sees.

ALTER TABLE person ADD COLUMN customer INTEGER;
ALTER TABLE person ADD COLUMN authenticator_key TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN recovery_codes TEXT NOT NULL DEFAULT '';

ALTER TABLE session ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN client TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN is_browser INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0;
CREATE INDEX session_of_person ON session (person_id, opened_at);

-- What a domain knows of workers is a fold over the newest evidence that names it.

CREATE INDEX evidence_of_domain ON evidence (domain, at, captcha, source, worker) WHERE domain IS NOT NULL;

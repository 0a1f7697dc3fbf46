-- What a domain knows of workers is a fold over the newest evidence that names it.

IF INDEXPROPERTY(OBJECT_ID(N'evidence'), N'evidence_of_domain', 'IndexID') IS NULL
CREATE INDEX evidence_of_domain ON evidence (domain, [at], captcha, source, worker) WHERE domain IS NOT NULL;

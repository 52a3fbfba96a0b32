-- What every laborrel database has before its first migration: the extensions, and what lr_app may do with new tables.
-- Run in template1, so that databases made from it (the real one, the tests' ones) have it all; safe to repeat.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lr_app, lr_backup;

-- No TRUNCATE, REFERENCES or TRIGGER: emptying a table would pass every row policy by.
ALTER DEFAULT PRIVILEGES FOR ROLE lr_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lr_app;
ALTER DEFAULT PRIVILEGES FOR ROLE lr_owner GRANT USAGE, SELECT ON SEQUENCES TO lr_app;
ALTER DEFAULT PRIVILEGES FOR ROLE lr_owner GRANT USAGE ON SCHEMAS TO lr_app;

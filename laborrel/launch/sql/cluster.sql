-- A server of our own (embedded, or the container): roles, template and the database `laborrel`. Safe to repeat.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
\ir roles.sql
\connect template1
SET client_min_messages = warning;
\ir database.sql
\connect postgres
SELECT 'CREATE DATABASE laborrel OWNER lr_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'laborrel') \gexec
REVOKE CONNECT, TEMPORARY ON DATABASE laborrel FROM PUBLIC;
GRANT CONNECT ON DATABASE laborrel TO lr_app, lr_backup;

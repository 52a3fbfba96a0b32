-- The three roles, once per server. Run by a database administrator with psql; safe to repeat.
-- Passwords come from the environment; a role whose variable is absent keeps the password it has (none on a private socket).

SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['lr_owner', 'lr_app', 'lr_backup']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- lr_owner owns the tables and runs migrations. Row security is FORCEd on it too, so it reads no protected row either.
ALTER ROLE lr_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- lr_app is what web and worker use: it owns nothing, may not truncate and may not step around row security.
ALTER ROLE lr_app LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- lr_backup reads everything and writes nothing. Without BYPASSRLS a dump would be empty and say nothing about it.
ALTER ROLE lr_backup LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION BYPASSRLS;
ALTER ROLE lr_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO lr_backup;

\getenv owner_password LABORREL_OWNER_PASSWORD
\getenv app_password LABORREL_APP_PASSWORD
\getenv backup_password LABORREL_BACKUP_PASSWORD
\if :{?owner_password}
ALTER ROLE lr_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE lr_app PASSWORD :'app_password';
\endif
\if :{?backup_password}
ALTER ROLE lr_backup PASSWORD :'backup_password';
\endif

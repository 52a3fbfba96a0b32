#!/bin/sh
# Run by the PostgreSQL container once, when its data directory is new; safe to run again by hand.
# Passwords come from mounted secrets; psql reads them from the environment, so they never stand in the process list.
set -eu
read_secret() { cat "/run/secrets/$1"; }
LABORREL_OWNER_PASSWORD=${LABORREL_OWNER_PASSWORD:-$(read_secret owner_password)}
LABORREL_APP_PASSWORD=${LABORREL_APP_PASSWORD:-$(read_secret app_password)}
LABORREL_BACKUP_PASSWORD=${LABORREL_BACKUP_PASSWORD:-$(read_secret backup_password)}
export LABORREL_OWNER_PASSWORD LABORREL_APP_PASSWORD LABORREL_BACKUP_PASSWORD
exec psql -X -q -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres \
    -f "${LABORREL_SQL:-/laborrel-sql}/cluster.sql"

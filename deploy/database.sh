#!/bin/sh
# Runs once, when the database's volume is new: makes the role that the servers work as, their login, which is no
# superuser and may make no roles, and their database.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE healthsync_service NOLOGIN;
CREATE ROLE hub LOGIN PASSWORD :'password' IN ROLE healthsync_service;
CREATE DATABASE hub OWNER hub;
-- The superuser signs in inside the container alone.
ALTER ROLE postgres PASSWORD NULL;
SQL

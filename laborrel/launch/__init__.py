"""Start and keep the office running: embedded PostgreSQL, web, worker, backup. Plain Python without Django.

Everything here may run before Django is configured, or without it: on a fresh machine, in a container, in a
backup job that holds nothing but a read-only database role.
"""

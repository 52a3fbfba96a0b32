"""The desk: what is due, what waits for me, what changed; the one search box; the list of reports. Imports no app."""

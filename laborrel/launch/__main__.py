"""`python -m laborrel.launch <command>`: the launcher's own small command line."""

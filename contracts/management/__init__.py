"""The verbs of this app for scripts."""

"""The verbs of the contracts app."""

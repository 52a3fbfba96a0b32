"""The verbs on mail."""

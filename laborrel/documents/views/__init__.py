"""The pages of the papers."""

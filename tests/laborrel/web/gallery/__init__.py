"""A house of one room: every component in its states, without a database, for the eye and the accessibility engine."""

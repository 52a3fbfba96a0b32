"""A house of one room: every component in its states, without a database, for the eye and for the accessibility engine."""

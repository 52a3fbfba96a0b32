"""Pages that belong to no app: errors and the health answer."""

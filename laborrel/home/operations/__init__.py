"""The verbs by which the office keeps its own lists, desks and letterhead."""

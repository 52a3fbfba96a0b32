"""Pages that belong to no app: the four error pages and the list of keyboard shortcuts."""

"""The pages with which an agency keeps its own office; one module per page."""

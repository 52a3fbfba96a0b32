"""Reads a grievance log that another office kept: which column is which, what each cell says, what cannot be right.

Pure: rows come in as plain cells, cases go out as frozen records with findings exact to the line and column.
"""

"""The reader of agreements: from pages of plain text to the tree of articles, sections and clauses.

Pure: it knows no file format, no database and no Django. `contracts.agreement_files` brings the pages,
`reading.read` makes the tree, `citing.cited` finds what "Art. 9 sec 2" points at.
"""

"""Papers of every matter: what comes in is looked into and kept unchanged, what goes out is printed to last.

A document is a root behind the wall; its versions are the files, hashed, never overwritten and kept in private
storage under random names. WeasyPrint is entered by `pdf.py` only, openpyxl by `workbook.py` and `uploaded_rows.py`.
"""

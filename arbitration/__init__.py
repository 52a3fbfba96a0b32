"""Arbitration: neutrals, panels, cases, hearings, exhibits, awards, invoices and board charges.

It may stand on grievances and paygrades (a case has an optional grievance; an award closes it), contracts and the
ground floor. Bargaining and committees may stand on it.
"""

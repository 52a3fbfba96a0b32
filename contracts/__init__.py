"""Contracts: agreements and their clauses in force, procedures and their time limits, advice, bulletins and forms.

The lowest app: it may stand on the ground floor alone. Grievances, pay grades, arbitration, bargaining and committees
cite its clauses and run on its procedures.
"""

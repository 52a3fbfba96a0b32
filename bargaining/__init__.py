"""Bargaining: negotiations, sessions, proposals, packages, costing, authority, comparators, surveys and impasse.

It may stand on arbitration (an impasse points at an arbitration case), grievances, paygrades (costing reads pay
ranges), contracts (ratification adopts an agreement there) and the ground floor. Committees may stand on it.
"""

"""Bargaining: negotiations, sessions, proposals, packages, costing, authority, comparators, surveys and impasse.

It may stand on arbitration (an impasse points at an arbitration case), grievances, paygrades (costing reads pay
ranges), contracts (ratification adopts an agreement) and the ground floor. Only committees may stand on it. Every
record is strategy, exchanged or public, and moves outward only by a logged verb.
"""

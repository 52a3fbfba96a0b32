"""Pay grades: requests to review a position's grade, job descriptions, pay comparison and the log of decisions.

It may stand on contracts and the ground floor. Grievances is its neighbour on the same floor: the two are strangers.
Arbitration, bargaining and committees may stand on it.
"""

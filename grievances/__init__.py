"""Grievances: from the paper that arrives to the door of arbitration.

A grievance cites clauses and runs on the procedure of the agreement version in force when it arose, so this app stands
on contracts and the ground floor, and never on arbitration, bargaining or committees. Its pure room, time_limits, says
where a case stands, whose clock is running, and what follows when it lapses.
"""

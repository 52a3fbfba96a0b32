"""Time limits of a grievance: one agreement's procedure, the facts of one case, and where that case stands.

A pure room: no Django, no database, no clock. `rules` holds a procedure as data, `facts` what happened, `ladder.stand`
answers with every clock of both sides and the effect of those that ran out. `case_format` reads worked examples.
"""

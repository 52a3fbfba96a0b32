"""Committees: committees and boards, their agendas, minutes, action items and training.

The top floor: an agenda item may point at anything below, so committees may stand on every other app and the ground
floor, and nothing stands on it.
"""

"""The fourteen people of the leak matrix (TRUST P0..P13): who they are, in one line each."""

PERSONAS = {
    "anonymous": "not signed in",
    "nobody": "signed in, no role",
    "supervisor": "looks up clauses",
    "other_unit": "specialist of another unit",
    "same_unit": "specialist of the unit, not assigned",
    "holder": "specialist who holds the case",
    "table_a": "bargaining team of table A",
    "table_b": "bargaining team of table B",
    "senior": "senior specialist",
    "counsel": "outside counsel on one case",
    "administrator": "superuser who has not broken the glass",
    "revoked": "specialist whose grants were taken back during the session",
    "deactivated": "superuser whose account was closed",
    "walled": "specialist of the unit, kept out by a conflict",
}

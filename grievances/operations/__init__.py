"""The verbs: each checks the permission, writes in one transaction, records one audit event, returns the thing."""

"""The ground floor of the house: what every app stands on. It imports no app, ever.

Order of the rooms, each standing only on those after it: home, requests, correspondence,
documents, records, audit, access, organization, people, web, workdays, lifecycle.
"""

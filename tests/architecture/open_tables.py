"""Tables without row-level security, each with the reason why everybody who signs in may read it."""

_SIGN_IN = "read before anybody has signed in; holds no case; a page shows each person his own rows only"
_DIRECTORY = "the office's directory: units, departments, people one writes to; nothing about any case"
_CONTRACT = "the agreements in force, which every employee may read"
_QUEUE = "the worker's queue: names of jobs and ids, never text; see laborrel.access.jobs"
_EMPTY = "a third party's table that stays empty; the application role may not write it"
_CODES = "code lists and settings of the whole office"

OPEN_TABLES = {
    # who signs in
    "people_user": _SIGN_IN,
    "people_shared_counters": _SIGN_IN,
    "account_emailaddress": _SIGN_IN,
    "account_emailconfirmation": _SIGN_IN,
    "django_session": _SIGN_IN,
    "mfa_authenticator": _SIGN_IN,
    "socialaccount_socialaccount": _SIGN_IN,
    "socialaccount_socialapp": _SIGN_IN,
    "socialaccount_socialtoken": _SIGN_IN,
    "usersessions_usersession": _SIGN_IN,
    # the words grants are made of
    "auth_group": "the names of the roles",
    "auth_group_permissions": "which role holds which verb; a verb without a scope opens no row",
    "auth_permission": "the names of the verbs; the application role may not write them",
    "django_content_type": "the names of the kinds of rows; the application role may not write them",
    "django_migrations": "which migrations ran; the application role may not write it",
    "guardian_groupobjectpermission": _EMPTY,
    "guardian_userobjectpermission": _EMPTY,
    "people_user_user_permissions": _EMPTY,
    "pghistory_context": "empty: the context of a history row lies in the row itself, behind its scope",
    # the worker
    "procrastinate_events": _QUEUE,
    "procrastinate_jobs": _QUEUE,
    "procrastinate_periodic_defers": _QUEUE,
    "procrastinate_workers": _QUEUE,
    "home_digestsent": "on which day whose morning mail went out",
    # the office
    "organization_bargainingunit": _DIRECTORY,
    "organization_department": _DIRECTORY,
    "organization_employee": _DIRECTORY,
    "organization_employer": _DIRECTORY,
    "organization_jobclass": _DIRECTORY,
    "organization_representative": _DIRECTORY,
    "organization_union": _DIRECTORY,
    "workdays_closedday": _CODES,
    "workdays_officecalendar": _CODES,
    "correspondence_lettertemplate": _CODES,
    "grievances_casecounter": "the last number given out per year; a row is locked to take the next one",
    "grievances_issuecode": _CODES,
    "grievances_outcomecode": _CODES,
    "grievances_settlementauthority": "who may sign up to which amount, published to the staff",
    # the contracts
    "contracts_agreement": _CONTRACT,
    "contracts_clause": _CONTRACT,
    "contracts_exclusion": _CONTRACT,
    "contracts_grievanceprocedure": _CONTRACT,
    "contracts_procedurestep": _CONTRACT,
    "contracts_startstep": _CONTRACT,
    "contracts_stepclock": _CONTRACT,
}

# Row security without FORCE: the functions that compute a reader's reach read these as their owner.
KEY_TABLES = {
    "access_scope",
    "access_scopeuserpermission",
    "access_scopegrouppermission",
    "access_denial",
    "access_brokenglass",
    "people_user_groups",
}

# Functions that run with their owner's rights, and what they may be asked.
DEFINERS = {
    "app.reader()": "the reader while the account is open",
    "app.denied_to(bigint)": "where a person is kept out; only the other functions may ask",
    "app.my_scopes(text)": "the reader's own reach",
    "app.kept_out(bigint)": "where a person is kept out, within the reader's reach or of oneself",
    "app.holds(text)": "whether a role of the reader holds a verb",
    "app.open_scope(text,text,bigint,bigint)": "a new scope for the reader, whose role must hold the verb",
    "app.break_glass(text,text,integer)": "a view for a while, for administrators, with a reason",
}

# Rows with a scope of their own that are no child of a root.
WITHOUT_A_PARENT = {
    "correspondence_registercounter": "one counter per scope, so that no gap tells of letters elsewhere",
}

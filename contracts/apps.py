from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"
    label = "contracts"
    verbose_name = "Contracts"

    def ready(self) -> None:
        from contracts import sentences  # noqa: F401 - events learn to read
        from contracts.access import KEEP_CALENDARS, KEEP_CONTRACTS, READ_CONTRACTS
        from laborrel.access.reach import may
        from laborrel.web import navigation

        navigation.entry(
            "Contracts", "contracts:agreements", order=30, permitted=lambda user: may(user, READ_CONTRACTS)
        )
        navigation.office_page(
            "Contracts", "Enter an agreement", "contracts:enter_agreement", order=50,
            lead="Term, clauses, work calendar and grievance procedure, from a file that is looked through first.",
            permitted=lambda user: may(user, KEEP_CONTRACTS),
        )  # fmt: skip
        navigation.office_page(
            "Contracts", "Work calendars", "contracts:calendars", order=51,
            lead="The days on which the office is closed; a change lists every open date it moves.",
            permitted=lambda user: may(user, KEEP_CALENDARS),
        )  # fmt: skip

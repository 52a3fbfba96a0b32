from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    name = "grievances"
    label = "grievances"
    verbose_name = "Grievances"

    def ready(self) -> None:
        from grievances import sentences  # noqa: F401 - events learn to read
        from grievances.access import FILE_GRIEVANCE, SEE_GRIEVANCE
        from grievances.letter_doors import ANSWERS
        from grievances.letter_fields import CASES
        from grievances.office_pages import list_pages
        from laborrel.access.reach import may
        from laborrel.correspondence.doors import letters_of_kind
        from laborrel.correspondence.matters import mail_is_about
        from laborrel.web import navigation

        letters_of_kind("answer", ANSWERS)
        mail_is_about(CASES)
        list_pages()

        def sees(user: object) -> bool:
            return may(user, SEE_GRIEVANCE)

        navigation.entry("Grievances", "grievances:docket", order=20, permitted=sees)
        navigation.room("Grievances", "correspondence:")
        navigation.room("Reports", "grievances:report_")
        navigation.room("Office", "grievances:codes", "grievances:authority")
        navigation.shortcut("g d", "Docket", "grievances:docket", permitted=sees)
        navigation.shortcut(
            "n", "Log a grievance", "grievances:receive", permitted=lambda user: may(user, FILE_GRIEVANCE)
        )

"""The caseload of the demonstration office, made through the verbs themselves. Nothing else imports this room."""

from laborrel.web.contributions import Demonstration, demonstrates


@demonstrates("the grievances", order=30)
def build(office: Demonstration) -> None:
    from grievances.demonstration import office as caseload
    from grievances.demonstration import setting

    setting.set_up(office)
    caseload.build(office)

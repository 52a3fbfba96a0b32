from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"
    label = "contracts"
    verbose_name = "Contracts"

    def ready(self) -> None:
        from contracts import sentences  # noqa: F401 - events learn to read
        from contracts.access import READ_CONTRACTS
        from laborrel.access.reach import may
        from laborrel.web import navigation

        navigation.entry(
            "Contracts", "contracts:agreements", order=30, permitted=lambda user: may(user, READ_CONTRACTS)
        )

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Stands last among the apps: its receivers must run when those of others have written."""

    name = "cms.core.graphql"
    label = "api"

    def ready(self) -> None:
        from .receivers import connect

        connect()

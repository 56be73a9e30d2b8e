from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "knowledge.maps"

    def ready(self) -> None:
        from knowledge.maps import queries

        queries.connect()

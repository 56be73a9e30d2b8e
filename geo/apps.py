from django.apps import AppConfig


class GeoConfig(AppConfig):
    name = "geo"

    def ready(self) -> None:
        from cms.core.permissions import register_policies
        from geo.actions import follow_dataset
        from geo.checks.layers import connect
        from geo.models import BuildingNote, Dataset, GeodataImport

        register_policies([Dataset, GeodataImport], made_by_editors=True)
        register_policies([BuildingNote])
        connect()
        follow_dataset.connect()

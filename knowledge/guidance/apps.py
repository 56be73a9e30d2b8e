from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "knowledge.guidance"
    label = "guidance"

    def ready(self) -> None:
        from knowledge.guidance import receivers
        from knowledge.guidance.checks import publishing
        from knowledge.guidance.queries import geodata

        publishing.connect()
        receivers.connect()
        geodata.connect()

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "knowledge.guidance"
    label = "guidance"

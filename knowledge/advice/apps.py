from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "knowledge.advice"
    label = "advice"

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "knowledge.glossary"
    label = "glossary"

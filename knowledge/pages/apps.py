from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "knowledge.pages"
    label = "pages"

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "knowledge.topics"
    label = "topics"

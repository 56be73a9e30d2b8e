from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "knowledge.events"
    label = "events"

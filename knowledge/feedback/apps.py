from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "knowledge.feedback"
    label = "feedback"

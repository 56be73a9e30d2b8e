from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "knowledge.feedback"
    label = "feedback"

    def ready(self) -> None:
        from cms.core.permissions import register_policies

        from .models import FeedbackMessage

        register_policies([FeedbackMessage])

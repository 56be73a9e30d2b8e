from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "frontend_templates.web"
    label = "web"

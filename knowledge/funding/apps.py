from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "knowledge.funding"
    label = "funding"

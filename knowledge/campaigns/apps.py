from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "knowledge.campaigns"
    label = "campaigns"

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "knowledge.articles"
    label = "articles"

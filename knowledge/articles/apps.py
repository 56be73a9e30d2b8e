from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "knowledge.articles"
    label = "articles"

    def ready(self) -> None:
        from knowledge.articles import receivers

        receivers.connect()

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def ready(self) -> None:
        from cms.core import receivers, translation_hooks
        from cms.core.permissions import register_policies, snippet_models

        receivers.connect()
        translation_hooks.register()
        # Before anything asks for a policy: Wagtail refuses a later one.
        register_policies(snippet_models())

from .municipality_roles import set_up_municipality, snippet_models

__all__ = ["set_up_municipality", "snippet_models"]

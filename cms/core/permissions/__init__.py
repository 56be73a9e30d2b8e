"""Who may do what with whose content: asked once here, by every door of the admin."""

from .policy import (
    MunicipalityPermissionPolicy,
    governed_models,
    is_made_by_editors,
    register_policies,
    snippet_models,
)
from .scope import Scope, colleagues_of, page_is_own, page_is_readable, readable_pages, scope_of, users_of

__all__ = [
    "MunicipalityPermissionPolicy", "Scope", "colleagues_of", "governed_models", "is_made_by_editors", "page_is_own",
    "page_is_readable", "readable_pages", "register_policies", "scope_of", "snippet_models", "users_of",
]  # fmt: skip

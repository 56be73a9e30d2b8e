from .municipality_roles import set_up_municipality

__all__ = ["set_up_municipality"]

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import User
from geo.models import Fact

from .estimate import estimate_building
from .follow_fact import follow_fact
from .refusals import Refusal


def withdraw_fact(fact: Fact, user: User | None) -> None:
    """Tell an editor's statement no more; it stays in the history. Raises Refusal for what a delivery says."""
    if fact.version_id is not None:
        raise Refusal(_("What a delivery says can't be withdrawn. Write the right value: it goes first."))
    with transaction.atomic():
        withdrawn = Fact.objects.filter(pk=fact.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
        if not withdrawn:
            raise Refusal(_("It is withdrawn already."))
        estimate_building(fact.building)
        follow_fact(fact.building)

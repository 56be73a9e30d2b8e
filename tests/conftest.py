"""A migrated database is made once and copied, for every worker and every run, until a migration changes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

TEMPLATES = Path(settings.VAR_DIR) / "test-databases"


def migrations_digest() -> str:
    """Changes whenever a migration or a locked version does."""
    digest = hashlib.sha256()
    files = [
        p
        for app in ("cms", "geo", "search", "knowledge")
        for p in Path(settings.BASE_DIR, app).rglob("migrations/*.py")
    ]
    for path in sorted([*files, Path(settings.BASE_DIR, "requirements", "run.txt")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(autouse=True)
def fresh_editions() -> None:
    """Every test begins with another database than the one before, though its content versions may be the same."""
    from cms.core.queries.editions import forget_editions

    forget_editions()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any) -> Any:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    connection = connections["default"]
    if connection.vendor != "sqlite":
        from django.test.utils import setup_databases, teardown_databases

        with django_db_blocker.unblock():
            config = setup_databases(0, False, parallel=0, aliases=["default"], keepdb=False)
        yield
        with django_db_blocker.unblock():
            teardown_databases(config, 0)
        return
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    template = TEMPLATES / f"{migrations_digest()}.sqlite3"
    mine = TEMPLATES / f"worker-{worker}-{id(request)}.sqlite3"
    if not template.exists():
        connection.close()
        connection.settings_dict["NAME"] = str(mine)
        with django_db_blocker.unblock():
            call_command("migrate", verbosity=0, interactive=False)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        partial = template.with_suffix(f".{worker}")
        shutil.copyfile(mine, partial)
        partial.replace(template)
    else:
        shutil.copyfile(template, mine)
    connection.close()
    connection.settings_dict["NAME"] = str(mine)
    yield
    with django_db_blocker.unblock():
        connection.close()
    for path in TEMPLATES.glob(mine.name + "*"):
        path.unlink()

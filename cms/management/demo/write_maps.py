"""Makes the datasets, heat plans and layers of the demo's maps; their data are imported afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from geo.models import Dataset

from .blocks import NAMESPACE
from .made import Made
from .snippets import Entry, in_days

Values = dict[str, Any]
CC0, CC0_URL = "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
INVENTED = "EnAct-Demo, erfunden"


def write_datasets(made: Made) -> None:
    """Make the datasets, still empty."""
    for entry in made.demo.entries["dataset"]:
        if not made.is_new("dataset", entry.key):
            continue
        dataset = Dataset(**_dataset(made, entry))
        made.check(dataset, entry.record, named={"name": "key"})
        made.problems.stop_if_any()
        dataset.save()
        made.note("dataset", entry.key, dataset)
        made.tick(entry.key)


def _dataset(made: Made, entry: Entry) -> Values:
    values, site = entry.values, entry.values["site"]
    plans = [plan.key for plan in made.demo.entries["plan"] if plan.values["site"] == site and plan.values["shown"]]
    planned = values["theme"] == Dataset.AreaTheme.HEAT_PLAN and plans
    same = ("name", "kind", "theme", "rank", "decision", "attribution", "source_url")
    return {
        **{name: values[name] for name in same},
        "municipality_id": made.pk("municipality", site),
        **{f"title_{language}": title for language, title in values["title"].items()},
        "joins_id": made.pk("dataset", f"{site}/{values['joins']}") if values["joins"] else None,
        "plan_id": made.pk("plan", plans[0]) if planned else None,
        "basis": values["basis"] or Dataset.Basis.OPEN, "licence": values["licence"] or CC0,
        "licence_url": values["licence_url"] or ("" if values["licence"] else CC0_URL),
        "source_title": values["source_title"] or INVENTED,
    }  # fmt: skip


def plan_fields(made: Made, entry: Entry) -> Values:
    """What a heat plan has besides words. Its days count from the day of loading, so that one is always on display."""
    values, site = entry.values, entry.values["site"]

    def after(days: int | None) -> date | None:
        return None if days is None else in_days(made.today, days)

    ago = values["decided_days_ago"]
    return {
        "slug": values["name"], "municipality_id": made.pk("municipality", site), "status": values["status"],
        "display_from": after(values["display_from_days"]), "display_to": after(values["display_to_days"]),
        "decided_on": None if ago is None else after(-ago), "target_year": values["target_year"],
        "comment_url": values["comment_url"],
        "replaces_id": made.pk("plan", f"{site}/{values['replaces']}") if values["replaces"] else None,
    }  # fmt: skip


def layer_fields(made: Made, entry: Entry) -> Values:
    """What a layer has besides its title and explanation, with a German legend."""
    values, site = entry.values, entry.values["site"]
    same = ("style", "attribute", "figures", "min_zoom", "max_zoom", "shown_first", "order")
    return {
        **{name: values[name] for name in same}, "slug": values["name"],
        "municipality_id": made.pk("municipality", site),
        "dataset_id": made.pk("dataset", f"{site}/{values['dataset']}"), "legend": legend_of(entry, "de"),
    }  # fmt: skip


def legend_of(entry: Entry, language: str) -> list[Values]:
    """The legend in ``language`` as it is stored; its entries have the same ids in all languages."""
    return [
        {
            "type": "entry", "id": str(uuid5(NAMESPACE, f"{entry.kind}:{entry.key}#legend{number}")),
            "value": {
                "label": row["label"].get(language) or row["label"]["de"],
                **{name: row[name] for name in ("colour", "value", "low", "high")},
            },
        }
        for number, row in enumerate(entry.values["legend"], start=1)
    ]  # fmt: skip

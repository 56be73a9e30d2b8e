"""``manage.py graphql_documents``: what the frontends ask of the API, and what each document costs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from graphql import GraphQLError

from cms.core.graphql.api import Api, current_api
from cms.core.graphql.documents import Document
from cms.core.graphql.errors import InvalidDocument
from cms.core.graphql.limits import Measure


class Command(BaseCommand):
    """A document that the schema does not answer, or that costs too much, is found here and not by a reader."""

    help = "List the frontends' documents with their identifiers and costs, or only check them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="list nothing but what is wrong, and fail then")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        api = current_api()
        wrong: list[str] = []
        for name in api.names:
            try:
                document = api.registered(name)
                cost = cost_of(api, document)
            except InvalidDocument as refusal:
                wrong += [f"{name}: {error['message']}" for error in refusal.errors]
            except GraphQLError as refusal:
                wrong.append(f"{name}: {refusal.message}")
            else:
                if not check:
                    self.stdout.write(f"{name:<16} {cost:>6}  {document.id}")
        if wrong:
            raise CommandError("\n".join(wrong))


def cost_of(api: Api, document: Document) -> int:
    """What ``document`` costs when no variable asks for fewer or more rows."""
    operation = document.operation(None)
    return Measure(api.schema, document.fragments, {}, document.limits).check(operation.node)

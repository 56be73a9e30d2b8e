"""The bench's own documents beside the website's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from frontend_templates.documents import Document, documents

QUESTIONS = Path(__file__).parent / "questions"


def with_questions() -> Iterable[Document]:
    """Everything that the bench's server answers as a registered document."""
    mine = [Document(path.stem, path.read_text(), is_mutation=False) for path in sorted(QUESTIONS.glob("*.graphql"))]
    return [*documents(), *mine]

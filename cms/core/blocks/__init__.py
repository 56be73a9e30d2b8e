from .figures import FigureBlock
from .keys import AddressBlock, KeyBlock, NameBlock, Shared, SharedImageBlock, SharedPageBlock, SharedSnippetBlock
from .text import (
    AccordionBlock,
    CalloutBlock,
    ChoiceBlock,
    DownloadsBlock,
    HeadingBlock,
    ImageBlock,
    QuoteBlock,
    RichTextBlock,
    StepsBlock,
    TableBlock,
    TeaserBlock,
    VideoBlock,
)
from .typed import TypedStructBlock

__all__ = [
    "AccordionBlock", "AddressBlock", "CalloutBlock", "ChoiceBlock", "DownloadsBlock", "FigureBlock", "HeadingBlock",
    "ImageBlock", "KeyBlock", "NameBlock", "QuoteBlock", "RichTextBlock", "Shared", "SharedImageBlock",
    "SharedPageBlock", "SharedSnippetBlock", "StepsBlock", "TableBlock", "TeaserBlock", "TypedStructBlock",
    "VideoBlock",
]  # fmt: skip

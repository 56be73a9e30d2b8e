from .addresses import AddressChange
from .dated import DatedRow, valid_on
from .locales import Wording, source_locale, words_and_shared
from .media import Document, Image, Rendition
from .municipality import ContentVersion, Municipality, MunicipalityAttribution, municipality_of_path
from .page import PAGE_SHARED, PAGE_WORDS, BasePage
from .parameters import EmissionFactor, EnergyPrice
from .preview import PreviewedSnippet
from .roles import MunicipalityRole
from .snippet import SnippetBase
from .user import User

__all__ = [
    "PAGE_SHARED", "PAGE_WORDS", "AddressChange", "BasePage", "ContentVersion", "DatedRow", "Document",
    "EmissionFactor", "EnergyPrice", "Image", "Municipality", "MunicipalityAttribution", "MunicipalityRole",
    "PreviewedSnippet", "Rendition", "SnippetBase", "User", "Wording", "municipality_of_path", "source_locale",
    "valid_on", "words_and_shared",
]  # fmt: skip

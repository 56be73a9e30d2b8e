"""Names for streets: plausible, and of no city."""

from __future__ import annotations

from .chance import chance

STEMS = (
    "Ahorn", "Amsel", "Birken", "Buchen", "Böttcher", "Drossel", "Eichen", "Finken", "Flieder", "Gerber", "Ginster",
    "Glaser", "Gärtner", "Hasel", "Heizer", "Holunder", "Kachel", "Kastanien", "Kessel", "Kiefern", "Kirsch", "Köhler",
    "Lerchen", "Linden", "Meisen", "Mispel", "Mühlen", "Nelken", "Ofensetzer", "Pappel", "Probier", "Quitten",
    "Rosen", "Schlehen", "Schmiede", "Schwalben", "Seiler", "Tischler", "Töpfer", "Ulmen", "Veilchen", "Wacholder",
    "Weber", "Weiden", "Zeisig", "Ziegel", "Zirbel",
)  # fmt: skip
FEMININE = ("straße", "gasse", "zeile", "allee")
ENDINGS = (*FEMININE, "weg", "ring", "steig", "winkel")
BEFORE = ("Obere ", "Untere ", "Alte ", "Neue ", "Kleine ", "Große ", "Hintere ", "Vordere ", "Innere ", "Äußere ")
MAIN = "Musterallee"


def street_names(seed: str, count: int) -> list[str]:
    """``count`` names that differ, plain ones first. Raises ValueError where there are not so many."""
    random = chance(seed, "streets")
    plain = [stem + ending for ending in ENDINGS for stem in STEMS]
    bent = [before + stem + ending for before in BEFORE for ending in FEMININE for stem in STEMS]
    random.shuffle(plain)
    random.shuffle(bent)
    names = (plain + bent)[:count]
    if len(names) < count:
        raise ValueError(f"there are {len(names)} names of streets, not {count}")
    return names

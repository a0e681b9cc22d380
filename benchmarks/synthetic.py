"""Write a dataset of any size, of organisations that do not exist.

    python benchmarks/synthetic.py RECORDS OUT.toml

Names consist of words for kinds of organisations and of invented places: as in real registries,
some words are in thousands of names and most in a few. One record in a thousand is a hub; the
others are in a hub and have topics, facts and links. The same number gives the same file.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SYLLABLES = (
    *("ka", "lo", "mi", "ra", "te", "vu", "no", "si", "pe", "ha", "ju", "er", "an", "il"),
    *("ost", "und", "berg", "by", "lund", "sal", "mar", "vik", "ton", "fjord", "ström"),
)
KINDS = {
    "education": ("University of {}", "{} College", "{} University of Applied Sciences"),
    "healthcare": ("{} University Hospital", "{} Clinic", "{} Regional Hospital"),
    "company": ("{} Diagnostics", "{} Therapeutics", "{} Biotech"),
    "facility": ("{} Institute of {field}", "{} Centre for {field}"),
    "nonprofit": ("{} Foundation for {field} Research",),
}
FIELDS = (
    "Neuroscience",
    "Cardiology",
    "Oncology",
    "Immunology",
    "Epidemiology",
    "Genomics",
    "Public Health",
    "Medical Physics",
    "Stem Cell Biology",
    "Rehabilitation",
)
COUNTRIES = ("FI", "SE", "NO", "DK", "EE", "DE", "NL", "GB")


def slug(text: str) -> str:
    return text.lower().replace("ö", "o").replace(" ", "-")


def lines(records: int) -> Iterator[str]:
    """Yield the text of the file in pieces."""
    random.seed(records)
    places = [
        "".join(random.choices(SYLLABLES, k=random.choice((2, 3, 3, 4)))).capitalize()
        for _ in range(records // 20 + 20)
    ]
    hubs = [f"hub-{number}" for number in range(records // 1000 + 1)]
    yield '[dataset]\ntitle = "Organisations that do not exist"\nupdated = 2026-01-01\n'
    yield '[sources.register]\ntitle = "A register that does not exist"\n'
    for field in FIELDS:
        yield f'[topics.{slug(field)}]\nname = "{field}"\n'
    for number, hub in enumerate(hubs):
        place, country = places[number % len(places)], COUNTRIES[number % len(COUNTRIES)]
        yield (
            f'[hubs.{hub}]\nname = "{place} Health Hub {number}"\ncite = "register"\n'
            f'place = {{ city = "{place}", country = "{country}" }}\n'
            f'topics = ["{slug(random.choice(FIELDS))}"]\n'
        )
    types = list(KINDS)
    for number in range(records - len(hubs)):
        # The n-th place is n times as rare as the first.
        place = places[int(len(places) ** random.random()) - 1]
        type, field = random.choice(types), random.choice(FIELDS)
        name = random.choice(KINDS[type]).format(place, field=field)
        acronym = "".join(word[0] for word in name.split() if word[0].isupper())
        yield (
            f'[actors.actor-{number}]\nname = "{name} {random.choice(places)}"\n'
            f'type = "{type}"\ncite = "register"\n'
            f'aliases = [{{ name = "{acronym}{number}", kind = "acronym" }}]\n'
            f'hubs = ["{random.choice(hubs)}"]\n'
            f'place = {{ city = "{place}", country = "{random.choice(COUNTRIES)}" }}\n'
            f'facts = [{{ text = "Works on {field.lower()} with partners in '
            f'{random.choice(places)}.", cite = "register", topics = ["{slug(field)}"] }}]\n'
        )
        if number:
            other = f"actor-{random.randrange(number)}"
            yield f'links = [{{ rel = "partner-of", to = "{other}", cite = "register" }}]\n'


def main(records: str, target: str) -> None:
    with Path(target).open("w", encoding="utf-8") as out:
        out.writelines(lines(int(records)))


if __name__ == "__main__":
    main(*sys.argv[1:])

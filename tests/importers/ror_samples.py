"""Three organisations as records of every ROR schema, and the dataset made from them."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date.today().isoformat()

# In the form of `Organisation`. The second is a part of the first; the third is related to it.
ORGANISATIONS: list[dict[str, Any]] = [
    {
        "id": "00cyydd11",
        "name": "University of Eastern Finland",
        "types": ["education", "funder"],
        "city": "Kuopio",
        "country": "FI",
        "lat": 62.89,
        "lon": 27.67,
        "aliases": [
            ["Itä-Suomen yliopisto", "fi"],
            ["university of Eastern Finland"],
            ["UEF (Finland)"],
        ],
        "acronyms": ["UEF"],
        "website": "https://www.uef.fi",
        "wikidata": "Q1141527",
        "established": 2010,
        "relationships": [
            ["child", "05xznzw56"],
            ["related", "040af2s02"],
            ["parent", "000000a00"],
        ],
    },
    {
        "id": "05xznzw56",
        "name": 'A. "I." Virtanen\nInstitute \u202e\x7f\\',
        "types": ["facility"],
        "city": "Kuopio",
        "country": "FI",
        "website": "gopher://aivi.example",
        "wikidata": "none",
        "relationships": [["parent", "00cyydd11"]],
    },
    {
        "id": "040af2s02",
        "name": "病院",
        "types": ["Hospice"],
        "city": "Solna",
        "country": "SE",
        "relationships": [["related", "00cyydd11"]],
    },
]
DATASET = f"""[dataset]
title = "Research organisations"
updated = {TODAY}
license = "CC0-1.0"

[sources.ror-dump]
title = "ROR data dump"
publisher = "Research Organization Registry"
url = "https://ror.org"

[actors.a-i-virtanen-institute-05xznzw56]
name = "A. \\"I.\\" Virtanen\\nInstitute \\u202E\\u007F\\\\"
type = "facility"
cite = "ror-dump"
place = {{ city = "Kuopio", country = "FI" }}
ror = "05xznzw56"
links = [
  {{ rel = "part-of", to = "university-of-eastern-finland-00cyydd11", cite = "ror-dump" }},
]

[actors.university-of-eastern-finland-00cyydd11]
name = "University of Eastern Finland"
aliases = [
  {{ name = "Itä-Suomen yliopisto", lang = "fi" }},
  "UEF (Finland)",
  {{ name = "UEF", kind = "acronym" }},
]
type = "education"
cite = "ror-dump"
place = {{ city = "Kuopio", country = "FI", lat = 62.89, lon = 27.67, point = "city" }}
website = "https://www.uef.fi"
ror = "00cyydd11"
wikidata = "Q1141527"
established = 2010
links = [
  {{ rel = "affiliated-with", to = "ror-040af2s02", cite = "ror-dump" }},
]

[actors.ror-040af2s02]
name = "病院"
type = "other"
cite = "ror-dump"
place = {{ city = "Solna", country = "SE" }}
ror = "040af2s02"
"""


def schema_1(organisation: dict[str, Any]) -> dict[str, Any]:
    """Return an organisation as a record by schema 1."""
    return {
        "id": f"https://ror.org/{organisation['id']}",
        "name": organisation["name"],
        "types": [type.capitalize() for type in organisation["types"]],
        "links": [organisation["website"]] if "website" in organisation else [],
        "aliases": [name for name, *lang in organisation.get("aliases", []) if not lang],
        "labels": [
            {"label": name, "iso639": lang[0]}
            for name, *lang in organisation.get("aliases", [])
            if lang
        ],
        "acronyms": organisation.get("acronyms", []),
        "status": "active",
        "wikipedia_url": None,
        "established": organisation.get("established"),
        "addresses": [
            {
                "city": organisation["city"],
                "lat": organisation.get("lat"),
                "lng": organisation.get("lon"),
                "state": None,
            }
        ],
        "country": {"country_code": organisation["country"], "country_name": "Somewhere"},
        "external_ids": {
            "Wikidata": {"preferred": None, "all": [organisation.get("wikidata", "")]},
            "GRID": {"preferred": "grid.1.2", "all": "grid.1.2"},
        },
        "relationships": [
            {"type": type.capitalize(), "id": f"https://ror.org/{id}", "label": "It"}
            for type, id in organisation.get("relationships", [])
        ],
    }


def schema_2(organisation: dict[str, Any]) -> dict[str, Any]:
    """Return an organisation as a record by schema 2."""
    others = [
        {"value": name, "types": ["label" if lang else "alias"], "lang": lang[0] if lang else None}
        for name, *lang in organisation.get("aliases", [])
    ]
    return {
        "id": f"https://ror.org/{organisation['id']}",
        "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}},
        "names": [
            *(
                {"value": name, "types": ["acronym"], "lang": None}
                for name in organisation.get("acronyms", [])
            ),
            *others,
            {"value": organisation["name"], "types": ["label", "ror_display"], "lang": "en"},
        ],
        "types": organisation["types"],
        "links": [
            {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/It"},
            *(
                [{"type": "website", "value": organisation["website"]}]
                if "website" in organisation
                else []
            ),
        ],
        "status": "active",
        "established": organisation.get("established"),
        "locations": [
            {
                "geonames_id": 1,
                "geonames_details": {
                    "name": organisation["city"],
                    "country_code": organisation["country"],
                    "lat": organisation.get("lat"),
                    "lng": organisation.get("lon"),
                },
            }
        ],
        "external_ids": [
            {"type": "fundref", "preferred": None, "all": ["1", "2"]},
            *(
                [{"type": "wikidata", "preferred": organisation["wikidata"], "all": ["Q1"]}]
                if "wikidata" in organisation
                else []
            ),
        ],
        "relationships": [
            {"type": type, "id": f"https://ror.org/{id}", "label": "It"}
            for type, id in organisation.get("relationships", [])
        ],
    }


def json_lines(records: list[dict[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def json_array(records: list[dict[str, Any]]) -> bytes:
    """Return an indented array with a byte-order mark."""
    return b"\xef\xbb\xbf" + json.dumps(records, indent=2, ensure_ascii=False).encode()


def write_zip(folder: Path, **files: bytes) -> Path:
    path = folder / "dump.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_dump(folder: Path, content: bytes | list[dict[str, Any]], name: str = "dump") -> str:
    """Write these bytes, or these records one a line. Return the path of the file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json_lines(content))
    return str(path)

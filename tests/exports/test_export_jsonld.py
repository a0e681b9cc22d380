"""The export jsonld in a JSON-LD processor."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import export_text, library

from hubcli.exports import jsonld
from hubcli.model.records import expand_aliases
from hubcli.model.vocabulary import RELATIONS, TYPES

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


@few_examples
@any_dataset
def test_pyld_expands_jsonld(dataset: Dataset) -> None:
    """A processor that fetches nothing finds every record under schema.org's names."""
    processor = library("pyld.jsonld")
    text = export_text(dataset, "jsonld")

    nodes = {
        node["@id"].partition("#")[2]: node
        for node in processor.expand(json.loads(text), {"base": "https://x.example/"})
    }

    assert not set("<>&") & set(text)
    for record in dataset.records():
        node = nodes[record.id]
        assert node["https://schema.org/name"] == [{"@value": record.name}]
        aliases = [value["@value"] for value in node.get("https://schema.org/alternateName", [])]
        assert aliases == [alias.name for alias in expand_aliases(record.aliases)]
        same = [value["@id"] for value in node.get("https://schema.org/sameAs", [])]
        assert same == [
            *([f"https://ror.org/{record.ror}"] if record.ror else []),
            *([f"https://www.wikidata.org/entity/{record.wikidata}"] if record.wikidata else []),
        ]
    assert processor.to_rdf(json.loads(text), {"base": "https://x.example/"})


def test_types_and_relations_exist() -> None:
    """The types and the relations that are translated are those of the vocabulary."""
    assert set(jsonld.TYPES) <= set(TYPES)
    assert {rel for relations in jsonld.PROPERTIES.values() for rel in relations} <= set(RELATIONS)

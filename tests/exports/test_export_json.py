"""The exports json and ndjson: whole in every reader, and read again as the same dataset."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from exports.export_datasets import any_dataset, datasets, few_examples, filters
from exports.export_readers import builtin, export_text, load_json, run_program
from hypothesis import given

from hubcli.dataset.subset import filter_dataset
from hubcli.model.records import About, Actor, Hub, Source, Topic

if TYPE_CHECKING:
    from support import Runner

    from hubcli.model.dataset import Dataset, Filters


@few_examples
@given(datasets(), filters)
def test_json_loads_as_the_same_dataset(dataset: Dataset, filters: Filters) -> None:
    """A dataset, or a part of it, is equal to itself after an export and a load."""
    part = filter_dataset(dataset, filters)

    assert load_json(export_text(part, "json")) == msgspec.structs.replace(part, files=())


@few_examples
@any_dataset
def test_ndjson_has_each_record_on_a_line(dataset: Dataset) -> None:
    """Each line is an object that converts to an equal record."""
    lines = export_text(dataset, "ndjson").removesuffix("\n").split("\n")
    kinds = {"dataset": About, "source": Source, "topic": Topic, "hub": Hub, "actor": Actor}
    objects = [json.loads(line) for line in lines]

    converted = [msgspec.convert(fields, kinds[fields.pop("kind")]) for fields in objects]

    records = [*dataset.sources.values(), *dataset.topics.values(), *dataset.records()]
    assert converted == [dataset.about, *records]


def test_jq_reads_json_and_ndjson(run: Runner) -> None:
    """The program jq counts and selects records of both exports."""
    out = run("export").out
    assert json.loads(run_program("jq", "[.hubs, .actors | length]", stdin=out)) == [3, 35]
    out = run("export", "--format", "ndjson").out
    companies = run_program("jq", "-r", 'select(.type == "company") | .id', stdin=out)
    assert companies.split() == [
        record.id for record in builtin().records() if record.type == "company"
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[]", "x.json:1:1: error: expected a table, found a list"),
        (
            '{"dataset": {',
            "x.json:1:14: error: not JSON: Expecting property name enclosed in double quotes",
        ),
        (
            '{"dataset":\n {"title": "a", "updated": NaN}}',
            "x.json:2:28: error: not JSON: invalid character",
        ),
        (
            '{\n"hubs": {"a": {},\n "a": {}}}',
            "x.json:3:2: error: not JSON: the key 'a' is there twice",
        ),
        (
            '{"dataset": {"title": "\\ud800 x"}}',
            "x.json:1:24: error: not JSON: '\\ud800' is half of a character",
        ),
        (
            '{"dataset": {"title": "\\n\\ud83d\\ude42\\udc00"}}',
            "x.json:1:38: error: not JSON: '\\udc00' is half of a character",
        ),
        (
            '{"dataset": {"title": "a", "updated": "2026-01-01"},\n'
            ' "hubs": {"a": {"name": "A",\n  "wesbite": ""}}}',
            "x.json:3:3: error: hubs.a.wesbite: unknown key 'wesbite'; did you mean 'website'?",
        ),
        (
            '{"dataset": {"title": "a", "updated": "2026-01-01"},\n'
            ' "hubs": {"a": {"name": "A", "topics": ["b"]}}}',
            "x.json:2:41: error: hubs.a.topics[0]: there is no topic 'b'",
        ),
        ('{"a":' * 100_000, "x.json: error: not a dataset: nested too deeply"),
    ],
)
def test_problems_of_a_json_dataset_have_a_place(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, problem: str
) -> None:
    """A problem of a JSON dataset is reported with file, line, column and path, as with TOML."""
    monkeypatch.chdir(tmp_path)
    Path("x.json").write_text(content, encoding="utf-8")

    result = run("list", "--data", "x.json")

    assert result.status == 3
    assert problem in result.err

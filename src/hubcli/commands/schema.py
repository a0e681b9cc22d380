"""`hubcli schema`."""

from hubcli import console
from hubcli.dataset.paths import schema_path

EXAMPLES = (("schema > hubs.schema.json", "for '#:schema hubs.schema.json' in a dataset"),)


def run() -> None:
    """Print the JSON Schema of datasets.

    An editor completes and checks a dataset with it. Save it beside the dataset as
    hubs.schema.json, and begin the dataset with the line #:schema hubs.schema.json
    """
    console.write(schema_path().read_text(encoding="utf-8"))

"""The dataset that `hubcli new` writes: an example of every kind of record, with what to know of each."""

from __future__ import annotations

from datetime import date

from hubcli import toml

TITLE = "My directory"

# Its comments are why it is a template and not a record that is written.
_TEXT = """\
# A dataset for hubcli: who is in a place, what they are strong in, and which document says so.
#
# What is here is an example, invented from end to end. Put your own in its place, and see it with
# `hubcli list --data FILE`. A mistake is told with its line. `hubcli schema` has all keys there are; saved as
# hubs.schema.json beside this file, and with "#:schema hubs.schema.json" as the first line here, it lets an editor
# complete and check what you type.

[dataset]
title = TITLE
updated = DATE

# Sources: what your claims rest on. A claim cites a paragraph of a document, as in "leaflet#2"; paragraphs are the
# blocks of text between blank lines, counted from 1, headings included. A public record without paragraphs is cited
# by its id alone, and has no `paragraphs` here.

[sources.leaflet]
title = "Welcome to Harbour Campus"
publisher = "Harbour Campus"
url = "https://harbour.example/leaflet"
date = "2026-05"
paragraphs = 3

[sources.register]
title = "Register of associations"

# Topics: the words by which records are filtered and found. Aliases are what people type for the same thing; whoever
# asks for a topic gets those that name it as `broader`, too.

[topics.public-health]
name = "Public health"
aliases = ["population health"]

[topics.epidemiology]
name = "Epidemiology"
aliases = ["disease surveillance", "spread of disease"]
broader = "public-health"

# Hubs: places where actors of a field have come together. What comes first in a list counts most.
# `cite` is what the summary and the particulars rest on; facts and links have their own.

[hubs.harbour]
name = "Harbour Campus"
aliases = [{ name = "Satamakampus", lang = "fi" }]
summary = "A campus by the sea, where a clinic and an institute share their laboratories."
cite = "leaflet#1"
place = { city = "Turku", country = "FI" }
website = "https://harbour.example"
topics = ["public-health", "epidemiology"]
facts = [
  { text = "Almost 2,500 people work at Harbour Campus.", cite = "leaflet#2", figure = { of = "people at work", value = 2500, qualifier = "almost" } },
]

# Actors: organisations, people, programmes, facilities, districts. A link is stated once, by either end, and is shown
# from both: "led-by" here is "Leads" on the page of the other one.

[actors.sea-institute]
name = "Sea Institute"
aliases = [{ name = "SI", kind = "acronym" }]
type = "facility"
hubs = ["harbour"]
summary = "Institute for what the sea does to the health of those who live by it."
cite = ["leaflet#2", "register"]
place = { city = "Turku", country = "FI" }
established = 1996
topics = ["epidemiology"]
links = [
  { rel = "located-in", to = "harbour", cite = "leaflet#2" },
  { rel = "led-by", to = "ann-example", cite = "leaflet#3", role = "director" },
]

[actors.ann-example]
name = "Ann Example"
type = "person"
hubs = ["harbour"]
summary = "Director of the Sea Institute."
cite = "leaflet#3"
facts = [
  { text = "To Ann Example, a harbour is the best place to study how disease spreads.", cite = "leaflet#3", topics = ["epidemiology"], by = "ann-example" },
]
"""  # noqa: E501  a fact is a line


def dataset(title: str) -> str:
    """The example under a title of one's own."""
    return _TEXT.replace("DATE", date.today().isoformat(), 1).replace("TITLE", toml.text(title or TITLE), 1)

"""The messages for the broken files in the folder `samples`, by file name."""

FAULTS = {
    "bad-actor-id.toml": (
        "{path}:16:1: error: actors.clinic-: 'clinic-' is not an id: lower-case words and digits "
        "joined by hyphens"
    ),
    "bad-alias-kind.toml": (
        "{path}:20:27: error: actors.clinic.aliases[0].kind: 'acronim' is none of acronym, "
        "former, source; did you mean 'acronym'?"
    ),
    "bad-alias-language.toml": (
        "{path}:20:33: error: actors.clinic.aliases[0].lang: 'Finnish' is not an ISO 639 language "
        "code, as in fi"
    ),
    "bad-cite-of-fact.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].cite: 'report#0' is not a citation: "
        "SOURCE#PARAGRAPH, or SOURCE for a public record"
    ),
    "bad-cite-of-link.toml": (
        "{path}:20:43: error: actors.clinic.links[0].cite: 'report#' is not a citation: "
        "SOURCE#PARAGRAPH, or SOURCE for a public record"
    ),
    "bad-cite.toml": (
        "{path}:20:1: error: actors.clinic.cite: 'report, p. 1' is not a citation: "
        "SOURCE#PARAGRAPH, or SOURCE for a public record"
    ),
    "bad-country.toml": (
        "{path}:20:28: error: actors.clinic.place.country: 'fi' is not an ISO 3166-1 country "
        "code, as in FI"
    ),
    "bad-date.toml": (
        "{path}:8:1: error: sources.report.date: '31.10.2023' is not a date: 2023, 2023-10 or "
        "2023-10-31"
    ),
    "bad-hub-id.toml": (
        "{path}:12:1: error: hubs.'the north': 'the north' is not an id: lower-case words and "
        "digits joined by hyphens"
    ),
    "bad-latitude.toml": (
        "{path}:20:44: error: actors.clinic.place.lat: 628.9 is not degrees from -90 to 90"
    ),
    "bad-longitude.toml": (
        "{path}:20:56: error: actors.clinic.place.lon: -181 is not degrees from -180 to 180"
    ),
    "bad-paragraphs.toml": (
        "{path}:7:1: error: sources.report.paragraphs: 0 is not a number from 1 to 1,000,000"
    ),
    "bad-point.toml": (
        "{path}:20:44: error: actors.clinic.place.point: 'town' is none of site, city, station"
    ),
    "bad-rel.toml": (
        "{path}:20:12: error: actors.clinic.links[0].rel: 'part-off' is none of part-of, "
        "has-part, member-of, has-member, located-in, houses, present-in, hosts, partner-of, "
        "established-with, supports, supported-by, leads, led-by, affiliated-with; did you mean "
        "'part-of'?"
    ),
    "bad-ror.toml": (
        "{path}:20:1: error: actors.clinic.ror: 'https://ror.org/040af2s02' is not a ROR id, as "
        "in 040af2s02"
    ),
    "bad-since.toml": (
        "{path}:20:43: error: actors.clinic.links[0].since: 'May 2023' is not a date: 2023, "
        "2023-10 or 2023-10-31"
    ),
    "bad-source-id.toml": (
        "{path}:5:1: error: sources.Report: 'Report' is not an id: lower-case words and digits "
        "joined by hyphens"
    ),
    "bad-topic-id.toml": (
        "{path}:9:1: error: topics.brain_disease: 'brain_disease' is not an id: lower-case words "
        "and digits joined by hyphens"
    ),
    "bad-type-near.toml": (
        "{path}:18:1: error: actors.clinic.type: 'helthcare' is none of education, healthcare, "
        "company, facility, government, nonprofit, funder, archive, other, network, programme, "
        "district, person; did you mean 'healthcare'?"
    ),
    "bad-type.toml": (
        "{path}:18:1: error: actors.clinic.type: 'hospital' is none of education, healthcare, "
        "company, facility, government, nonprofit, funder, archive, other, network, programme, "
        "district, person; did you mean 'healthcare'?"
    ),
    "bad-until.toml": (
        "{path}:20:43: error: actors.clinic.links[0].until: 'now' is not a date: 2023, 2023-10 or "
        "2023-10-31"
    ),
    "bad-updated.toml": (
        "{path}:3:1: error: dataset.updated: '22.11.2026' is not a date, as in 2026-11-22"
    ),
    "bad-url.toml": (
        "{path}:8:1: error: sources.report.url: 'www.example.org' is not a web address that "
        "starts with https:// or http://"
    ),
    "bad-website.toml": (
        "{path}:20:1: error: actors.clinic.website: 'javascript:alert(1)' is not a web address "
        "that starts with https:// or http://"
    ),
    "bad-wikidata.toml": (
        "{path}:20:1: error: actors.clinic.wikidata: '28695' is not a Wikidata id, as in Q28695"
    ),
    "broader-in-a-circle.toml": (
        "{path}:11:1: error: topics.brain.broader: 'brain' is broader than itself, by way of "
        "'medicine'\n"
        "{path}:15:1: error: topics.medicine.broader: 'medicine' is broader than itself, by way "
        "of 'brain'\n"
        "2 problems; nothing was read."
    ),
    "broader-than-itself.toml": (
        "{path}:11:1: error: topics.brain.broader: 'brain' is broader than itself"
    ),
    "empty-actor-name.toml": "{path}:17:1: error: actors.clinic.name: the text is empty",
    "empty-alias.toml": "{path}:20:14: error: actors.clinic.aliases[0].name: the text is empty",
    "empty-alias-of-topic.toml": "{path}:11:1: error: topics.brain.aliases: the text is empty",
    "empty-city.toml": "{path}:20:11: error: actors.clinic.place.city: the text is empty",
    "empty-dataset-title.toml": "{path}:2:1: error: dataset.title: the text is empty",
    "empty-fact.toml": "{path}:20:12: error: actors.clinic.facts[0].text: the text is empty",
    "empty-figure-of.toml": (
        "{path}:20:46: error: actors.clinic.facts[0].figure.of: the text is empty"
    ),
    "empty-hub-name.toml": "{path}:13:1: error: hubs.north.name: the text is empty",
    "empty-source-title.toml": "{path}:6:1: error: sources.report.title: the text is empty",
    "empty-topic-name.toml": "{path}:10:1: error: topics.brain.name: the text is empty",
    "kind-actor-hubs.toml": "{path}:19:1: error: actors.clinic.hubs: expected a list, found a text",
    "kind-actor-name.toml": (
        "{path}:17:1: error: actors.clinic.name: expected a text, found a date; put it in quotes"
    ),
    "kind-actor-type.toml": "{path}:18:1: error: actors.clinic.type: expected a text, found a list",
    "kind-alias-name.toml": (
        "{path}:20:14: error: actors.clinic.aliases[0].name: expected a text, found a whole number"
    ),
    "kind-alias.toml": (
        "{path}:20:26: error: actors.clinic.aliases[1]: expected a text or a table, found a whole "
        "number"
    ),
    "kind-aliases.toml": "{path}:20:1: error: actors.clinic.aliases: expected a list, found a text",
    "kind-cite.toml": (
        "{path}:20:1: error: actors.clinic.cite: expected a text or a list, found a whole number"
    ),
    "kind-dataset-title.toml": (
        "{path}:2:1: error: dataset.title: expected a text, found a whole number"
    ),
    "kind-dataset-updated.toml": (
        "{path}:3:1: error: dataset.updated: expected a date, found a whole number"
    ),
    "kind-dataset.toml": "{path}:1:1: error: dataset: expected a table, found a text",
    "kind-established.toml": (
        "{path}:20:1: error: actors.clinic.established: expected a whole number, found a number "
        "with decimals"
    ),
    "kind-fact-cite.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].cite: expected a text or a list, found a table"
    ),
    "kind-fact-text.toml": (
        "{path}:20:12: error: actors.clinic.facts[0].text: expected a text, found a time; put it "
        "in quotes"
    ),
    "kind-fact.toml": "{path}:20:10: error: actors.clinic.facts[0]: expected a table, found a text",
    "kind-facts.toml": "{path}:20:1: error: actors.clinic.facts: expected a list, found a table",
    "kind-figure-value.toml": (
        "{path}:20:59: error: actors.clinic.facts[0].figure.value: expected a number, found a text"
    ),
    "kind-figure.toml": (
        "{path}:20:35: error: actors.clinic.facts[0].figure: expected a table, found a whole number"
    ),
    "kind-hub-topic.toml": (
        "{path}:14:20: error: hubs.north.topics[1]: expected a text, found a table"
    ),
    "kind-hub-topics.toml": "{path}:14:1: error: hubs.north.topics: expected a list, found a text",
    "kind-hub.toml": "{path}:13:1: error: hubs.north: expected a table, found a text",
    "kind-latitude.toml": (
        "{path}:20:44: error: actors.clinic.place.lat: expected a number, found a text"
    ),
    "kind-link-since.toml": (
        "{path}:20:43: error: actors.clinic.links[0].since: expected a text, found a date with a "
        "time; put it in quotes"
    ),
    "kind-link.toml": "{path}:20:10: error: actors.clinic.links[0]: expected a table, found a text",
    "kind-links.toml": "{path}:20:1: error: actors.clinic.links: expected a list, found a text",
    "kind-place.toml": "{path}:20:1: error: actors.clinic.place: expected a table, found a text",
    "kind-source-date.toml": (
        "{path}:8:1: error: sources.report.date: expected a text, found a date; put it in quotes"
    ),
    "kind-source-paragraphs.toml": (
        "{path}:7:1: error: sources.report.paragraphs: expected a whole number, found a text"
    ),
    "kind-source-title.toml": (
        "{path}:6:1: error: sources.report.title: expected a text, found a list"
    ),
    "kind-topic-name.toml": (
        "{path}:10:1: error: topics.brain.name: expected a text, found true or false"
    ),
    "kind-topics.toml": "{path}:9:1: error: topics: expected a table, found a list",
    "missing-actor-name.toml": "{path}:16:1: error: actors.clinic: the key 'name' is missing",
    "missing-actor-type.toml": "{path}:16:1: error: actors.clinic: the key 'type' is missing",
    "missing-alias-name.toml": (
        "{path}:20:12: error: actors.clinic.aliases[0]: the key 'name' is missing"
    ),
    "missing-dataset-title.toml": "{path}:1:1: error: dataset: the key 'title' is missing",
    "missing-dataset-updated.toml": "{path}:1:1: error: dataset: the key 'updated' is missing",
    "missing-dataset.toml": "{path}:1:1: error: the key 'dataset' is missing",
    "missing-fact-text.toml": (
        "{path}:20:10: error: actors.clinic.facts[0]: the key 'text' is missing"
    ),
    "missing-figure-of.toml": (
        "{path}:20:35: error: actors.clinic.facts[0].figure: the key 'of' is missing"
    ),
    "missing-figure-value.toml": (
        "{path}:20:35: error: actors.clinic.facts[0].figure: the key 'value' or 'qualifier' is "
        "missing"
    ),
    "missing-hub-name.toml": "{path}:12:1: error: hubs.north: the key 'name' is missing",
    "missing-link-rel.toml": (
        "{path}:20:10: error: actors.clinic.links[0]: the key 'rel' is missing"
    ),
    "missing-link-to.toml": "{path}:20:10: error: actors.clinic.links[0]: the key 'to' is missing",
    "missing-place-city.toml": "{path}:20:1: error: actors.clinic.place: the key 'city' is missing",
    "missing-place-country.toml": (
        "{path}:20:1: error: actors.clinic.place: the key 'country' is missing"
    ),
    "missing-source-title.toml": "{path}:5:1: error: sources.report: the key 'title' is missing",
    "missing-topic-name.toml": "{path}:9:1: error: topics.brain: the key 'name' is missing",
    "no-paragraph.toml": (
        "{path}:20:43: error: actors.clinic.links[0].cite: 'report' names no paragraph; write "
        "'report#1' to 'report#3'"
    ),
    "no-such-broader.toml": (
        "{path}:11:1: error: topics.brain.broader: there is no topic 'medicine'"
    ),
    "no-such-hub.toml": "{path}:19:18: error: actors.clinic.hubs[1]: there is no hub 'south'",
    "no-such-link-target.toml": (
        "{path}:20:29: error: actors.clinic.links[0].to: there is no hub or actor 'nort'; did you "
        "mean 'north'?"
    ),
    "no-such-paragraph.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].cite: 'report#4' names a paragraph that is "
        "not there: 'report' has 3"
    ),
    "no-such-person.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].by: there is no actor 'clinics'; did you "
        "mean 'clinic'?"
    ),
    "no-such-source-of-alias.toml": (
        "{path}:20:33: error: actors.clinic.aliases[0].cite: there is no source 'book'"
    ),
    "no-such-source.toml": (
        "{path}:15:1: error: hubs.north.cite: there is no source 'reports'; did you mean 'report'?"
    ),
    "no-such-topic-of-actor.toml": (
        "{path}:20:11: error: actors.clinic.topics[0]: there is no topic 'heart'"
    ),
    "no-such-topic-of-fact.toml": (
        "{path}:20:42: error: actors.clinic.facts[0].topics[0]: there is no topic 'heart'"
    ),
    "no-such-topic-of-hub.toml": (
        "{path}:14:20: error: hubs.north.topics[1]: there is no topic 'brains'; did you mean "
        "'brain'?"
    ),
    "not-toml-key-twice.toml": "{path}:14:15: error: not TOML: Cannot overwrite a value",
    "not-toml-table-twice.toml": (
        "{path}:21:12: error: not TOML: Cannot declare ('hubs', 'north') twice"
    ),
    "not-toml-unclosed-text.toml": "{path}:2:16: error: not TOML: Illegal character '\\n'",
    "not-toml.toml": "{path}:2:9: error: not TOML: Invalid value",
    "not-utf-8.toml": "{path}:13:9: error: not UTF-8 (byte 0xc5); save the file as UTF-8",
    "own-id.toml": (
        "{path}:20:1: error: actors.clinic.id: unknown key 'id': the key of its table is the "
        "record's id"
    ),
    "same-id.toml": "{path}:21:1: error: actors.north: the id 'north' is already used at {path}:12",
    "several-dangling.toml": (
        "{path}:8:18: error: actors.clinic.hubs[1]: there is no hub 'south'\n"
        "{path}:9:29: error: actors.clinic.links[0].to: there is no hub or actor 'east'\n"
        "{path}:9:42: error: actors.clinic.links[0].cite: there is no source 'report'\n"
        "{path}:10:1: error: actors.clinic.cite: there is no source 'report'\n"
        "{path}:14:11: error: hubs.north.topics[0]: there is no topic 'brain'\n"
        "{path}:18:1: error: topics.heart.broader: there is no topic 'medicine'\n"
        "6 problems; nothing was read."
    ),
    "several-faults.toml": (
        "{path}:2:1: error: actors.clinic.name: the text is empty\n"
        "{path}:3:1: error: actors.clinic.type: 'hospital' is none of education, healthcare, "
        "company, facility, government, nonprofit, funder, archive, other, network, programme, "
        "district, person; did you mean 'healthcare'?\n"
        "{path}:7:3: error: actors.clinic.facts[1]: the key 'text' is missing\n"
        "{path}:7:5: error: actors.clinic.facts[1].cite: 'report#0' is not a citation: "
        "SOURCE#PARAGRAPH, or SOURCE for a public record\n"
        "{path}:10:1: error: hubs.north: the key 'name' is missing\n"
        "{path}:11:1: error: hubs.north.title: unknown key 'title'\n"
        "6 problems; nothing was read."
    ),
    "unknown-key-at-top.toml": "{path}:1:1: error: colour: unknown key 'colour'",
    "unknown-key-in-actor.toml": (
        "{path}:20:1: error: actors.clinic.web-site: unknown key 'web-site'; did you mean "
        "'website'?"
    ),
    "unknown-key-in-alias.toml": (
        "{path}:20:33: error: actors.clinic.aliases[0].language: unknown key 'language'; did you "
        "mean 'lang'?"
    ),
    "unknown-key-in-dataset.toml": (
        "{path}:3:1: error: dataset.licence: unknown key 'licence'; did you mean 'license'?"
    ),
    "unknown-key-in-fact.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].cites: unknown key 'cites'; did you mean "
        "'cite'?"
    ),
    "unknown-key-in-figure.toml": (
        "{path}:20:71: error: actors.clinic.facts[0].figure.units: unknown key 'units'; did you "
        "mean 'unit'?"
    ),
    "unknown-key-in-hub.toml": (
        "{path}:14:1: error: hubs.north.sumary: unknown key 'sumary'; did you mean 'summary'?"
    ),
    "unknown-key-in-link.toml": (
        "{path}:20:12: error: actors.clinic.links[0].relation: unknown key 'relation'; did you "
        "mean 'rel'?"
    ),
    "unknown-key-in-place.toml": (
        "{path}:20:44: error: actors.clinic.place.latitude: unknown key 'latitude'; did you mean "
        "'lat'?"
    ),
    "unknown-key-in-source.toml": (
        "{path}:7:1: error: sources.report.published: unknown key 'published'; did you mean "
        "'publisher'?"
    ),
    "unknown-key-in-topic.toml": (
        "{path}:11:1: error: topics.brain.broder: unknown key 'broder'; did you mean 'broader'?"
    ),
    "unknown-table.toml": "{path}:21:1: error: hub: unknown key 'hub'; did you mean 'hubs'?",
}

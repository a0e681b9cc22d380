"""Every way in which plain data fails to have the shape of a type: used once a conversion has failed.

The validation library stops at the first fault; a curator wants all of them. Walks data and type side by side and
asks the library about each part, so that what is right stays decided by the types alone.
"""

from __future__ import annotations

import re
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from hubcli.model.patterns import ValidatedStruct, pattern_errors
from hubcli.model.vocabulary import TYPES, ActorType
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.errors import Fault, KeyPath

_SAID = (  # what the library calls a type, and what a person who writes TOML calls it
    ("object", "a table"),
    ("array", "a list"),
    ("str", "a text"),
    ("int", "a whole number"),
    ("float", "a number"),
    ("bool", "true or false"),
    ("date", "a date"),
    ("datetime", "a date with a time"),
    ("time", "a time"),
)


def type_errors(value: object, type_: Any, where: KeyPath = ()) -> Iterator[Fault]:
    """Each fault as the path to it and a message. None when `value` has the shape of `type_`."""
    try:
        msgspec.convert(value, type_)
        return
    except msgspec.ValidationError as error:
        message = str(error)
    inside = False
    for fault in _parts(value, _member(value, type_), where):
        inside = True
        yield fault
    if not inside:
        yield where, _said(value, type_, message)


def _parts(value: object, type_: Any, where: KeyPath) -> Iterator[Fault]:
    """The faults inside of a value, when it has an inside."""
    if isinstance(value, dict) and isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        yield from _record(value, type_, where)
    elif isinstance(value, dict) and get_origin(type_) is dict:
        for key, part in value.items():
            yield from type_errors(part, get_args(type_)[1], (*where, key))
    elif isinstance(value, list) and get_origin(type_) is tuple:
        for number, part in enumerate(value):
            yield from type_errors(part, get_args(type_)[0], (*where, number))


def _record(
    value: dict[str, object], type_: type[msgspec.Struct], where: KeyPath
) -> Iterator[Fault]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(type_)}
    forms = type_.forms if issubclass(type_, ValidatedStruct) else {}
    for key, part in value.items():
        place = where if key == "id" else (*where, key)  # an id is the key of its table
        if key in fields:
            yield from type_errors(part, fields[key].type, place)
        else:
            yield place, f"unknown key '{key}'{_hint(key, fields)}"
        if key in forms:
            yield from ((place, message) for message in pattern_errors(part, forms[key]))
    for key, field in fields.items():
        if field.required and key not in value:
            yield where, f"the key '{key}' is missing"


def _hint(word: str, choices: Iterable[str]) -> str:
    found = nearest(word, choices, most=1)
    return f"; did you mean '{found[0]}'?" if found else ""


def _member(value: object, type_: Any) -> Any:
    """The member of a union that a value of this kind was meant to be."""
    if get_origin(type_) not in (Union, UnionType):
        return type_
    for member in get_args(type_):
        inside = get_args(member)[0] if get_origin(member) is Annotated else member
        origin = get_origin(inside) or inside
        if isinstance(value, list) and origin is tuple:
            return inside
        if (
            isinstance(value, dict)
            and isinstance(origin, type)
            and issubclass(origin, msgspec.Struct)
        ):
            return inside
    return type_


def _said(value: object, type_: Any, message: str) -> str:
    """The library's message in the words of somebody who writes TOML."""
    words = (
        {word: type for type, its in TYPES.items() for word in its.words}
        if type_ == ActorType
        else {}
    )
    for member in (type_, *get_args(type_)):
        if get_origin(member) is Literal and isinstance(value, str):
            choices = [choice for choice in get_args(member) if choice]
            hint = f"; did you mean '{words[value]}'?" if value in words else _hint(value, choices)
            return f"'{value}' is none of {', '.join(choices)}{hint}"
        if get_origin(member) is Annotated and isinstance(value, (int, float)):
            described = [
                meta.description for meta in get_args(member) if isinstance(meta, msgspec.Meta)
            ]
            if described and (message == "Number out of range" or "got" not in message):
                shown = (
                    value if isinstance(value, float) or abs(value) < 1e30 else "so large a number"
                )
                return f"{shown} is not {described[0]}"
    if "RFC3339" in message:
        return f"'{value}' is not a date, as in 2026-11-22"
    match = re.match(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`", message)
    if not match:  # pragma: no cover  no other message is known
        return message
    said = dict(_SAID)
    names = [name for name in match["wanted"].split(" | ") if name != "null"]
    wanted = [said.get(name, name) for name in names if not (name == "int" and "float" in names)]
    found = (
        "a number with decimals"
        if match["got"] == "float"
        else said.get(match["got"], match["got"])
    )
    way_out = (
        "; put it in quotes"
        if "str" in names and match["got"] in ("date", "datetime", "time")
        else ""
    )
    return f"expected {' or '.join(wanted)}, found {found}{way_out}"

"""Every mismatch between plain data and a type, as a path and a message for the file's author.

`msgspec` stops at the first mismatch, and its messages use Python's words. After a conversion has
failed, this module walks through data and type side by side and collects all mismatches.
"""

from __future__ import annotations

import datetime
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from hubcli.model.patterns import ValidatedStruct, missing_alternative, pattern_errors
from hubcli.model.vocabulary import TYPES, ActorType
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hubcli.errors import Fault, KeyPath

TYPE_NAMES: Mapping[type, str] = {
    dict: "a table",
    list: "a list",
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    datetime.date: "a date",
    datetime.datetime: "a date with a time",
    datetime.time: "a time",
}
VALUE_NAMES = {**TYPE_NAMES, float: "a number with decimals", type(None): "null"}
MAX_SHOWN = 1e30  # larger whole numbers, of up to 4,300 digits, are not shown in a message


def type_errors(value: object, type_: Any, where: KeyPath = ()) -> Iterator[Fault]:
    """Yield each mismatch between `value` and `type_`: its path, below `where`, and a message.

    `value` is plain data as read from TOML or JSON: `type_errors({"name": 3}, Hub)` yields
    `(("name",), "expected a text, found a whole number")`, and the missing id at `()`.
    """
    if _fits(value, type_):
        return
    member = next((each for each in _members(type_) if _plain_type(each) is type(value)), None)
    if isinstance(value, dict) and get_origin(member) is dict:
        for key, item in value.items():
            yield from type_errors(item, get_args(member)[1], (*where, key))
    elif isinstance(value, dict) and member:
        yield from _record_errors(value, member, where)
    elif isinstance(value, list) and member:
        for index, item in enumerate(value):
            yield from type_errors(item, get_args(member)[0], (*where, index))
    else:
        yield where, _message(value, type_)


def _fits(value: object, type_: Any) -> bool:
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError:
        return False
    return True


def _record_errors(
    record: dict[str, object], struct: type[msgspec.Struct], where: KeyPath
) -> Iterator[Fault]:
    """Yield the mismatches between a table and the type of its record."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    patterns = struct.patterns if issubclass(struct, ValidatedStruct) else {}
    for key, value in record.items():
        place = where if key == "id" else (*where, key)  # an id is the key of the record's table
        if key in fields:
            yield from type_errors(value, fields[key].type, place)
        else:
            yield place, f"unknown key '{key}'{_suggestion(nearest(key, fields, limit=1))}"
        if key in patterns:
            yield from ((place, message) for message in pattern_errors(value, patterns[key]))
    yield from ((where, message) for message in _missing_keys(record, struct))


def _missing_keys(record: dict[str, object], struct: type[msgspec.Struct]) -> Iterator[str]:
    """Yield a message for each key that a table must have and lacks."""
    for field in msgspec.structs.fields(struct):
        if field.required and field.encode_name not in record:
            yield f"the key '{field.encode_name}' is missing"
    alternatives = struct.alternatives if issubclass(struct, ValidatedStruct) else ()
    if message := missing_alternative(alternatives, record.get):
        yield message


def _members(type_: Any) -> list[Any]:
    """Return the members of a union without None; for any other type, the type alone."""
    if get_origin(type_) not in (Union, UnionType):
        return [type_]
    return [member for member in get_args(type_) if member is not type(None)]


def _plain_type(type_: Any) -> type:
    """Return the type that a member has in plain data: `Annotated[int, …]` → int, struct → dict."""
    origin = get_origin(type_) or type_
    if origin is Annotated:
        return _plain_type(get_args(type_)[0])
    if origin is Literal:
        return str
    if origin is tuple:
        return list
    return dict if issubclass(origin, msgspec.Struct) else origin


def _message(value: object, type_: Any) -> str:
    """Return the message for a mismatch that is not one of an item of `value`."""
    members = _members(type_)
    if isinstance(value, str):
        if get_origin(members[0]) is Literal:
            return _not_a_choice(value, members[0])
        if datetime.date in members:
            return f"'{value}' is not a date, as in 2026-11-22"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        ranges = [member for member in members if get_origin(member) is Annotated]
        if ranges and (isinstance(value, int) or any(_fits(value, _plain_type(m)) for m in ranges)):
            return _out_of_range(value, ranges[0])
    return _wrong_type(value, members)


def _not_a_choice(value: str, literal: Any) -> str:
    choices = [choice for choice in get_args(literal) if choice]
    types = [name for name, type_ in TYPES.items() if value in type_.words]
    meant = types if literal == ActorType and types else nearest(value, choices, limit=1)
    return f"'{value}' is none of {', '.join(choices)}{_suggestion(meant)}"


def _out_of_range(value: int | float, limited: Any) -> str:
    shown = value if isinstance(value, float) or abs(value) < MAX_SHOWN else "so large a number"
    return f"{shown} is not {limited.__metadata__[0].description}"


def _wrong_type(value: object, members: list[Any]) -> str:
    expected = [_plain_type(member) for member in members]
    if float in expected and int in expected:
        expected.remove(int)  # a whole number is a number
    names = " or ".join(TYPE_NAMES[each] for each in expected)
    message = f"expected {names}, found {VALUE_NAMES[type(value)]}"
    is_date = isinstance(value, (datetime.date, datetime.time))
    return f"{message}; put it in quotes" if is_date and str in expected else message


def _suggestion(matches: list[str]) -> str:
    """Return `; did you mean 'website'?` for the first match, or nothing without one."""
    return f"; did you mean '{matches[0]}'?" if matches else ""

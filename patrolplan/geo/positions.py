"""Positions as planners write them, and as we write them back.

Latitude comes first. Read are (signs and letters stand for themselves, spaces and a comma part the two):

==========================  ===========================================
`31-45N 123-00E`            degrees and minutes
`31-45.5N 123-00.25E`       degrees and decimal minutes (DDM)
`31-45-30N 123-00-00E`      degrees, minutes, seconds (DMS)
`31°45'N 123°00'30"E`       the same with signs
`314500N 1230000E`          DDMMSS and DDDMMSS; also `3145N12300E`
`26.35N 127.77E`            decimal degrees
`26.35 127.77`              decimal degrees, signed: latitude, then longitude, always
`611KZ37`                   a GARS cell: its centre
==========================  ===========================================
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from patrolplan.geo import gars

LonLat = tuple[float, float]


class PositionError(ValueError):
    """A text that is no position: `message` says why, `cure` what to write instead."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure


@dataclass(frozen=True)
class _Axis:
    """What differs between latitude and longitude."""

    name: str
    letters: str
    """The positive hemisphere, then the negative."""
    digits: int
    limit: int
    example: str


_LATITUDE = _Axis("latitude", "NS", 2, 90, "31-45N")
_LONGITUDE = _Axis("longitude", "EW", 3, 180, "123-00E")

_SIGNS = str.maketrans(dict.fromkeys("°º'′’\"″”‐‑–", "-"))
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_SIGNED = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_PAIR = re.compile(r"([+-]?[\d.]+)(?:\s*,\s*|\s+)([+-]?[\d.]+)")
_HALF = re.compile(r"[NSEW]?[^NSEW]*[NSEW]?")
_GARS = re.compile(r"\d{3}[A-Z]{2}(?:[1-9][1-9]?)?")
_WRITE = "write latitude, then longitude: 31-45N 123-00E, 31-45-30N 123-00-00E, 31.75N 123.0E or a GARS label"


def parse_position(text: str) -> LonLat:
    """(longitude, latitude) in degrees of a position in any form listed above.

    Two signed decimals are read as latitude, longitude; a pair that can only be the other way round is
    refused, never swapped. Raises PositionError.
    """
    clean = text.strip().upper()
    if _GARS.fullmatch(clean):
        try:
            west, south, east, north = gars.bounds(clean)
        except gars.GarsError as error:
            raise PositionError(str(error), "for example 611KZ, 611KZ3 or 611KZ37") from None
        return (west + east) / 2, (south + north) / 2
    if pair := _PAIR.fullmatch(clean):
        return _signed_pair(text, pair[1], pair[2])
    first, second = _halves(text, clean)
    if set(first) & set("EW") and set(second) & set("NS"):
        _misplaced(text, first, second)
    return parse_longitude(second), parse_latitude(first)


def parse_latitude(text: str) -> float:
    """Degrees north (south negative) of `31-45N`, `31-45.5N`, `31-45-30N`, `314530N`, `31.75N`, `-31.75`.

    Raises PositionError.
    """
    return _parse(text, _LATITUDE, _LONGITUDE)


def parse_longitude(text: str) -> float:
    """Degrees east (west negative) of `123-00E`, `123-00.5E`, `123-00-30E`, `1230030E`, `123.5E`, `-123.5`.

    Raises PositionError.
    """
    return _parse(text, _LONGITUDE, _LATITUDE)


def format_ddm(position: LonLat) -> str:
    """`31-45.0N 123-00.0E`: degrees and minutes to a tenth (a cable), which is how we write positions."""
    lon = position[0] if abs(position[0]) <= 180 else (position[0] + 180) % 360 - 180
    return f"{_ddm(position[1], _LATITUDE)} {_ddm(lon, _LONGITUDE)}"


def _ddm(value: float, axis: _Axis) -> str:
    tenths = math.floor(abs(value) * 600 + 0.5 + 1e-6)  # halves go up, as navigators round
    letter = axis.letters[1] if value < 0 and tenths else axis.letters[0]
    return f"{tenths // 600:0{axis.digits}d}-{tenths % 600 / 10:04.1f}{letter}"


def _signed_pair(text: str, first: str, second: str) -> LonLat:
    if (
        _SIGNED.fullmatch(first)
        and _SIGNED.fullmatch(second)
        and 90 < abs(float(first)) <= 180 >= 2 * abs(float(second))
    ):
        raise PositionError(
            f"{text.strip()!r}: latitude comes first, and {first} is none",
            f"write {second} {first}, or {_lettered(second, _LATITUDE)} {_lettered(first, _LONGITUDE)}",
        )
    return parse_longitude(second), parse_latitude(first)


def _lettered(number: str, axis: _Axis) -> str:
    return number.lstrip("+-") + axis.letters[number.startswith("-")]


def _halves(text: str, clean: str) -> tuple[str, str]:
    """The two coordinates of a position with hemisphere letters, in the order written."""
    letters = [i for i, sign in enumerate(clean) if sign in "NSEW"]
    if len(letters) == 2 and letters[1] == len(clean) - 1 and letters[0] > 0:  # 31-45N 123-00E
        cut = letters[0] + 1
    elif len(letters) == 2 and letters[0] == 0 and letters[1] < len(clean) - 1:  # N31-45 E123-00
        cut = letters[1]
    else:
        raise PositionError(f"{text.strip()!r} is no position", _WRITE)
    return clean[:cut].strip(" ,;"), clean[cut:].strip(" ,;")


def _misplaced(text: str, first: str, second: str) -> None:
    """Refuse E or W before N or S: either the order is swapped or the letters are."""
    try:
        parse_longitude(first), parse_latitude(second)
    except PositionError:
        swap = str.maketrans("NSEW", "EWNS")
        cure = f"did you mean {first.translate(swap)} {second.translate(swap)}?"
    else:
        cure = f"write {second} {first}"
    raise PositionError(f"{text.strip()!r}: latitude (N or S) comes first, then longitude (E or W)", cure)


def _parse(text: str, axis: _Axis, other: _Axis) -> float:
    clean = text.strip().upper()
    said = f"{text.strip()!r}"
    if _SIGNED.fullmatch(clean):
        return _limited(float(clean), said, axis)
    letter, body = _letter(clean)
    if letter and letter in other.letters:
        raise PositionError(
            f"{said}: {letter} belongs to a {other.name}, and a {axis.name} is wanted here",
            f"end it with {' or '.join(axis.letters)}, as in {axis.example}",
        )
    degrees = _degrees(body, said, axis) if letter else None
    if degrees is None:
        raise PositionError(
            f"{said} is no {axis.name}",
            f"write it like {axis.example}, {_forms(axis)} (letters {' or '.join(axis.letters)})",
        )
    return _limited(-degrees if letter == axis.letters[1] else degrees, said, axis)


def _letter(clean: str) -> tuple[str, str]:
    if clean and clean[-1] in "NSEW":
        return clean[-1], clean[:-1].strip()
    if clean and clean[0] in "NSEW":
        return clean[0], clean[1:].strip()
    return "", clean


def _degrees(body: str, said: str, axis: _Axis) -> float | None:
    """Degrees of the unsigned part, None where it has no known form."""
    body = body.translate(_SIGNS)
    if body.startswith(("-", "+", "−")):  # a sign and a letter: which of them holds?
        return None
    parts = [part for part in re.split(r"[-\s]+", body) if part]
    if not 1 <= len(parts) <= 3 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    if len(parts) == 1:
        parts = _unpacked(parts[0], axis)
    if any("." in part for part in parts[:-1]) or len(parts[0].split(".")[0]) > 3:
        return None
    numbers = [float(part) for part in parts]
    for number, unit in zip(numbers[1:], ("minutes", "seconds"), strict=False):
        if number >= 60:
            decimal = numbers[0] + float(f"0.{parts[1].replace('.', '')}")
            raise PositionError(
                f"{said}: {unit} go up to 59, not {number:g}",
                f"if decimal degrees are meant, write {decimal:g}{axis.letters[0]} with a point"
                if len(numbers) == 2
                else f"write {axis.name} as degrees-minutes-seconds: {_forms(axis)}",
            )
    return float(sum(number / 60.0**power for power, number in enumerate(numbers)))


def _unpacked(digits: str, axis: _Axis) -> list[str]:
    """DDMM and DDMMSS (DDDMM, DDDMMSS) in their parts; a plain number is degrees."""
    whole = len(digits.split(".")[0])
    d = axis.digits
    if whole == d + 2:
        return [digits[:d], digits[d:]]
    if whole == d + 4:
        return [digits[:d], digits[d : d + 2], digits[d + 2 :]]
    return [digits]


def _limited(degrees: float, said: str, axis: _Axis) -> float:
    if abs(degrees) <= axis.limit:
        return degrees
    cure = f"a {axis.name} lies between {axis.limit}{axis.letters[1]} and {axis.limit}{axis.letters[0]}"
    if axis is _LATITUDE and abs(degrees) <= 180:
        cure += "; if it is a longitude, note that latitude comes first"
    raise PositionError(f"{said}: there is no {axis.name} {abs(degrees):g}", cure)


def _forms(axis: _Axis) -> str:
    return "31-45.5N, 31-45-30N or 31.75N" if axis is _LATITUDE else "123-00.5E, 123-00-30E or 123.0E"

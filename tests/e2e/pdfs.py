"""Reading the PDFs that Chromium prints: their pages, the size of the paper, the text with its place."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

MILLIMETRES = 25.4 / 72


@dataclass
class Sheet:
    """One page: width and height in millimetres, and its text."""

    width: float
    height: float
    text: str
    colours: set[tuple[float, ...]]
    """Every colour that something is filled or drawn with, as red, green, blue from 0 to 1."""


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF in their order."""
    objects = {int(m[1]): m[2] for m in re.finditer(rb"(?<!\d)(\d+) 0 obj\s(.*?)\sendobj", pdf, re.DOTALL)}
    fonts = {number: _characters(objects, body) for number, body in objects.items() if b"/ToUnicode" in body}
    found = []
    for body in objects.values():
        if re.search(rb"/Type /Page\b", body):
            box = re.search(rb"/MediaBox \[([^\]]*)\]", body)
            contents = re.search(rb"/Contents (\d+) 0 R", body)
            assert box is not None
            assert contents is not None
            _left, _bottom, width, height = (float(part) * MILLIMETRES for part in box[1].split())
            stream = _unpacked(objects[int(contents[1])])
            found.append(Sheet(width, height, _text(stream, fonts), _colours(stream)))
    return found


def _unpacked(body: bytes) -> bytes:
    packed = body.partition(b"stream\n")[2] or body.partition(b"stream\r\n")[2]
    return zlib.decompressobj().decompress(packed)


def _characters(objects: dict[int, bytes], font: bytes) -> tuple[int, dict[int, str]]:
    """The hex digits of a code of a font, and the character of each code."""
    reference = re.search(rb"/ToUnicode (\d+) 0 R", font)
    assert reference is not None
    table = _unpacked(objects[int(reference[1])]).decode()
    known = {}
    for part in re.findall(r"beginbfchar\n(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)> <(\w+)>", part):
            known[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange\n(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", part):
            for code in range(int(first, 16), int(last, 16) + 1):
                known[code] = chr(int(text, 16) + code - int(first, 16))
    return (2 if b"/Type3" in font else 4), known


def _text(stream: bytes, fonts: dict[int, tuple[int, dict[int, str]]]) -> str:
    """What is written, in the order of drawing; Chromium names a font by the number of its object."""
    digits, known, said = 4, dict[int, str](), []
    for font, codes in re.findall(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", stream):
        if font:
            digits, known = fonts[int(font)]
        else:
            text = codes.decode()
            said += [known.get(int(text[at : at + digits], 16), "") for at in range(0, len(text), digits)]
    return "".join(said)


def _colours(stream: bytes) -> set[tuple[float, ...]]:
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", stream)
    return {tuple(float(part) for part in colour) for colour in found}

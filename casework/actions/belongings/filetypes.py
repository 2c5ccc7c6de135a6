"""Which files may be attached: each type with how its content is known; a name or a browser's word tells nothing.

Programs, archives, web pages and documents with macros are refused by what stands in them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import puremagic


class FileType(NamedTuple):
    """A type that may be attached: `endings` are its names' (the first is given to a name that has another)."""

    mime: str
    zh: str
    en: str
    endings: tuple[str, ...]
    holder: str
    """What it is packed in: bytes, zip, ole or text."""
    marks: tuple[str, ...] = ()
    """What tells it from others in the same holder: first bytes, members of the archive, streams, the character set."""
    inline: bool = False
    """Whether a browser shows it by itself."""


OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"

TYPES: tuple[FileType, ...] = (
    FileType("application/pdf", "PDF", "PDF", ("pdf",), "bytes", ("%PDF-",), inline=True),
    FileType("image/png", "图片", "picture", ("png",), "bytes", ("\x89PNG\r\n\x1a\n",), inline=True),
    FileType("image/jpeg", "图片", "picture", ("jpg", "jpeg", "jfif"), "bytes", ("\xff\xd8\xff",), inline=True),
    FileType("image/tiff", "图片", "picture", ("tif", "tiff"), "bytes", ("II*\0", "MM\0*")),
    FileType("image/webp", "图片", "picture", ("webp",), "bytes", ("RIFF",), inline=True),
    FileType("image/bmp", "图片", "picture", ("bmp", "dib"), "bytes", ("BM",), inline=True),
    FileType(f"{OOXML}.wordprocessingml.document", "Word", "Word", ("docx",), "zip", ("word/document.xml",)),
    FileType(f"{OOXML}.spreadsheetml.sheet", "Excel", "Excel", ("xlsx",), "zip", ("xl/workbook.xml",)),
    FileType(f"{ODF}.text", "ODT", "ODT", ("odt",), "zip", (f"mimetype={ODF}.text",)),
    FileType(f"{ODF}.spreadsheet", "ODS", "ODS", ("ods",), "zip", (f"mimetype={ODF}.spreadsheet",)),
    FileType("application/ofd", "OFD", "OFD", ("ofd",), "zip", ("ofd.xml",)),
    FileType("application/msword", "Word/WPS", "Word or WPS", ("doc", "wps"), "ole", ("WordDocument",)),
    FileType("application/vnd.ms-excel", "Excel/WPS", "Excel or WPS", ("xls", "et"), "ole", ("Workbook", "Book")),
    FileType("text/plain; charset=utf-8", "纯文本", "plain text", ("txt", "csv", "md"), "text", ("utf-8-sig",)),
    FileType("text/plain; charset=gb18030", "纯文本", "plain text", ("txt", "csv", "md"), "text", ("gb18030",)),
)
BY_MIME = {each.mime: each for each in TYPES}
ALLOWED_ZH = "PDF、图片（JPG、PNG、TIFF、WebP、BMP）、Word、Excel、WPS、ODT、ODS、OFD、纯文本"
ALLOWED_EN = "PDF, pictures (JPG, PNG, TIFF, WebP, BMP), Word, Excel, WPS, ODT, ODS, OFD and plain text"

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 64 * 1024
OLE_ENTRY = 128
MOST_MEMBERS = 10_000
MACROS_IN_ZIP = re.compile(r"vbaproject\.bin$|vbadata\.xml$|/macrosheets/|/activex/|^basic/|^scripts/", re.IGNORECASE)
MACROS_IN_OLE = ("_VBA_PROJECT", "_VBA_PROJECT_CUR")
MARKUP = re.compile(r"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)|^\s*\{\\rtf|^#!", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class Refused(NamedTuple):
    """Why a content is not taken: what it is, as the end of a sentence."""

    zh: str
    en: str


UNKNOWN = Refused("内容不是可以上传的类型", "its content is of no type that may be uploaded")
PROGRAM = Refused("内容是程序", "its content is a program")
MACROS = Refused("文档里有宏，另存为不带宏的文档再上传", "the document holds macros; save it without them")
PAGE = Refused("内容是网页、SVG、RTF或脚本", "its content is a web page, SVG, RTF or a script")
LOCKED = Refused("文档加了密码，去掉密码再上传", "the document is locked with a password; take it off")
DAMAGED = Refused("文件已损坏，打不开", "the file is damaged")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf")


def type_of(content: bytes) -> FileType | Refused:
    """The type of a content, or why it is refused."""
    if content.startswith(PROGRAMS):
        return PROGRAM
    if content.startswith(ZIP):
        return _in_zip(content)
    if content.startswith(OLE):
        return _in_ole(content)
    return _in_bytes(content) or _in_text(content)


def _in_bytes(content: bytes) -> FileType | None:
    """A type with a signature, which its first bytes and the table of signatures both know it by."""
    head = content[:HEAD]
    try:
        known = {match.extension.lstrip(".").lower() for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return None
    for each in TYPES:
        marked = each.holder == "bytes" and head.startswith(tuple(mark.encode("latin-1") for mark in each.marks))
        if marked and known & set(each.endings) and (each.mime not in PROOFS or PROOFS[each.mime](head)):
            return each
    return None


PROOFS: dict[str, Callable[[bytes], bool]] = {
    # "BM" begins words too: the two reserved numbers after the size are nought in every bitmap
    "image/bmp": lambda head: head[6:10] == b"\0\0\0\0",
    "image/webp": lambda head: head[8:12] == b"WEBP",
}
"""What a weak signature has to hold besides."""


def _in_zip(content: bytes) -> FileType | Refused:
    """By the list of members alone: nothing is unpacked, so that no archive can swell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [info.filename for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return DAMAGED
    if len(names) > MOST_MEMBERS:
        return UNKNOWN
    if any(MACROS_IN_ZIP.search(name) for name in names):
        return MACROS
    members = {name.lower() for name in names} | {_mimetype(content)}
    return next((each for each in TYPES if each.holder == "zip" and members & set(each.marks)), UNKNOWN)


def _mimetype(content: bytes) -> str:
    """`mimetype=…` of an OpenDocument, which stands unpacked as its first member."""
    found = re.match(rb"PK\x03\x04.{26}mimetype([\x21-\x7e]{1,80}?)PK", content[:256], re.DOTALL)
    return f"mimetype={found[1].decode()}" if found else ""


def _in_ole(content: bytes) -> FileType | Refused:
    """By the names of its streams, which stand in UTF-16 in folders of entries of 128 bytes ([MS-CFB] 2.6.1)."""

    def holds(name: str) -> bool:
        entry = f"{name}\0".encode("utf-16-le")
        return any(content.startswith(entry, at) for at in range(OLE_ENTRY, len(content), OLE_ENTRY))

    if holds("EncryptedPackage"):
        return LOCKED
    if any(map(holds, MACROS_IN_OLE)):
        return MACROS
    return next((each for each in TYPES if each.holder == "ole" and any(map(holds, each.marks))), UNKNOWN)


def _in_text(content: bytes) -> FileType | Refused:
    for each in TYPES:
        if each.holder == "text":
            try:
                text = content.decode(each.marks[0])
            except UnicodeDecodeError:
                continue
            if CONTROL.search(text):
                return UNKNOWN
            return PAGE if MARKUP.search(text[:HEAD]) else each
    return UNKNOWN

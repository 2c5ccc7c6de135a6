"""Small contents of the types of files that may be attached, and of some that may not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

PDF_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def pdf(mark: str = "") -> bytes:
    """A PDF of one empty page; another `mark` makes another content."""
    return PDF_PAGE + f"% {mark}\n".encode()


def png(mark: int = 0) -> bytes:
    """A picture of one grey dot, of a shade from 0 to 255."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(bytes([0, mark]))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", dots) + part(b"IEND", b"")


def zipped(members: Mapping[str, str], *, packed: bool = True) -> bytes:
    """An archive with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name) if name == "mimetype" else name, text)
    return made.getvalue()


def ole(*streams: str) -> bytes:
    """A compound file whose folder names these streams."""
    entries = b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries


ODF = "application/vnd.oasis.opendocument"
OOXML = {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"}
DOCX = OOXML | {"word/document.xml": "<w:document/>"}

ALLOWED: dict[str, bytes] = {
    "扫描.pdf": pdf(),
    "图.png": png(),
    "图.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9",
    "相机.jpg": b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0\xff\xd9",
    "旧扫描.jpg": b"\xff\xd8\xff\xdb\0\x43\0" + bytes(range(1, 65)) + b"\xff\xd9",
    "图.tif": b"II*\0\x08\0\0\0\0\0",
    "图.tiff": b"MM\0*\0\0\0\x08\0\0",
    "图.webp": b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0",
    "图.bmp": b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0" + bytes(28),
    "决定书.docx": zipped(DOCX),
    "表.xlsx": zipped(OOXML | {"xl/workbook.xml": "<workbook/>"}),
    "文.odt": zipped({"mimetype": f"{ODF}.text", "content.xml": "<x/>"}),
    "表.ods": zipped({"mimetype": f"{ODF}.spreadsheet", "content.xml": "<x/>"}),
    "公文.ofd": zipped({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<x/>"}),
    "旧.doc": ole("WordDocument", "1Table"),
    "旧.wps": ole("WordDocument"),
    "旧.xls": ole("Workbook"),
    "说明.txt": "申请人提交的说明，𠮷某。\r\n第二行".encode(),
    "记事本.txt": "﻿说明".encode(),
    "国标.txt": "办案说明：曲沃县".encode("gb18030"),
    "BM.txt": b"BMW 320, the car in question",
}
"""Name -> content of a type that may be attached."""

REFUSED: dict[str, bytes] = {
    "程序.pdf": b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + bytes(64),
    "程序.txt": b"\x7fELF\x02\x01\x01" + bytes(64),
    "宏.docx": zipped(DOCX | {"word/vbaProject.bin": "x"}),
    "宏.xlsx": zipped(OOXML | {"xl/workbook.xml": "<x/>", "xl/macrosheets/sheet1.xml": "<x/>"}),
    "宏.odt": zipped({"mimetype": f"{ODF}.text", "Basic/Standard/Module1.xml": "<x/>"}),
    "宏.doc": ole("WordDocument", "_VBA_PROJECT"),
    "加密.docx": ole("EncryptionInfo", "EncryptedPackage"),
    "安装.doc": ole("SummaryInformation"),
    "网页.pdf": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "网页.txt": "申请书<script>alert(1)</script>".encode(),
    "图.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "图.png": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "富文本.doc": b"{\\rtf1\\ansi text}",
    "脚本.txt": b"#!/bin/sh\necho",
    "压缩.docx": zipped({"a.txt": "a"}),
    "断.docx": zipped(DOCX)[:60],
    "图.gif": b"GIF89a\x01\0\x01\0\0\0\0;",
    "包.rar": b"Rar!\x1a\x07\x01\0" + bytes(20),
    "宽字.txt": "文".encode("utf-16"),
    "视频.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
}
"""Name -> content that is refused, whatever its name says."""

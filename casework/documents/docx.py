"""The yearly report as DOCX, set as GB/T 9704 sets an official document, for an office to go on writing in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from casework.documents.annex import Annex, Printed
from casework.documents.edition import Level
from casework.documents.language import Run
from casework.documents.report import Paper, Piece

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
"""Margins of the page in millimetres."""
WIDTH = 210 - LEFT - RIGHT
BODY, TITLE, SMALL, FOLIO = 16, 22, 10, 14
"""Sizes in points: 三号, 二号, 五号, 四号."""
PITCH = 28
SONG, HEI, KAI, FANG, SIMPLE = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
LATIN = "Times New Roman"
FALLBACKS: dict[str, str] = {
    SONG: "FZXiaoBiaoSong-B05S,STZhongsong,华文中宋,Noto Serif CJK SC,SimSun",
    HEI: "SimHei,Noto Sans CJK SC,Source Han Sans SC",
    KAI: "KaiTi,楷体,STKaiti,AR PL UKai CN",
    FANG: "FangSong,仿宋,STFangsong,Noto Serif CJK SC",
    SIMPLE: "SimSun,STSong,Noto Serif CJK SC",
}
"""Faces that stand in where a machine lacks the one of the standard; none is shipped."""
STYLE_TITLE, STYLE_CHAPTER, STYLE_NUMBERED, STYLE_CELL = "公文标题", "一级标题", "二级标题", "表内文字"
AFTER_SPACING = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
"""What follows in the order of a paragraph's properties."""
LABEL_SHARE = 0.4
"""Of the width of a table for its labels, and of a wide one half of that."""


def annual_docx(paper: Paper, annex: Annex | None) -> bytes:
    """The document's bytes; what is still to be filled in stands marked."""
    document = Document()
    _fonts(document)
    _styles(document)
    _page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    _numbered(document.sections[0])
    for piece in paper.shown:
        _piece(document, piece)
    if annex is not None:
        _annex(document, annex)
    _properties(document, paper.title)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ---- The page


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(25)


def _numbered(section: Any) -> None:
    """「— 1 —」 on the outer side: right on odd pages, left on even ones, a character from the margin."""
    outer = ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
    for footer, side in outer:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        _indent(paragraph, first=0)
        margin = paragraph.paragraph_format
        margin.left_indent = margin.right_indent = Pt(FOLIO)
        margin.line_spacing_rule = WD_LINE_SPACING.SINGLE
        for kind, text in (("", "— "), ("begin", ""), ("", " PAGE "), ("end", ""), ("", " —")):
            _folio(paragraph, kind, text)


def _folio(paragraph: Any, kind: str, text: str) -> None:
    run = paragraph.add_run()
    _face(run.font, SIMPLE, FOLIO)
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
    elif text.strip() == "PAGE":
        field = OxmlElement("w:instrText")
        field.text = text
        run._r.append(field)
    else:
        run.text = text


# ---- Faces and styles


def _face(font: Any, name: str, size: float | None = None) -> None:
    """A Chinese face for 汉字, the Latin one for the rest, and no theme that would overrule them."""
    font.name = LATIN
    faces = font.element.rPr.rFonts
    for attribute in list(faces.attrib):
        if "Theme" in attribute:
            del faces.attrib[attribute]
    faces.set(qn("w:eastAsia"), name)
    if size is not None:
        font.size = Pt(size)


def _fonts(document: Any) -> None:
    """The table of fonts names the stand-ins; themes are taken out of every style."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            listed = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
                for name, others in FALLBACKS.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", listed.encode() + b"</w:fonts>")
    for faces in document.styles.element.iter(qn("w:rFonts")):
        for attribute in [name for name in faces.attrib if "Theme" in name]:
            del faces.attrib[attribute]
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:eastAsia"), "zh-CN")


def _styles(document: Any) -> None:
    styles = document.styles
    body = styles["Normal"]
    _face(body.font, FANG, BODY)
    _exact(body.paragraph_format, PITCH)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.widow_control = False
    for mark in ("w:autoSpaceDE", "w:autoSpaceDN"):  # no gap between 汉字 and digits
        closed = OxmlElement(mark)
        closed.set(qn("w:val"), "0")
        body.element.get_or_add_pPr().insert_element_before(closed, *AFTER_SPACING)
    _indent(body, first=2)
    title = _style(styles, STYLE_TITLE, SONG, TITLE)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _exact(title.paragraph_format, PITCH + 4)
    title.paragraph_format.space_after = Pt(PITCH)
    _indent(title, first=0)
    chapter = _style(styles, STYLE_CHAPTER, HEI, BODY)
    chapter.paragraph_format.keep_with_next = True
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    chapter.element.get_or_add_pPr().append(level)
    _face(styles.add_style(STYLE_NUMBERED, WD_STYLE_TYPE.CHARACTER).font, KAI, BODY)
    cell = _style(styles, STYLE_CELL, FANG, SMALL)
    cell.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _indent(cell, first=0)


def _style(styles: Any, name: str, face: str, size: float) -> Any:
    made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = styles["Normal"]
    _face(made.font, face, size)
    return made


def _exact(form: Any, points: float) -> None:
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    form.space_before = form.space_after = Pt(0)


def _indent(owner: Any, first: int) -> None:
    """The first line in by so many characters, whatever their size."""
    properties = (owner._p if hasattr(owner, "_p") else owner.element).get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(first * 100))
    indent.set(qn("w:firstLine"), str(first * BODY * 20))


# ---- The text


def _piece(document: Any, piece: Piece) -> None:
    level = piece.block.level
    if level is Level.TITLE:
        _runs(document.add_paragraph(style=STYLE_TITLE), piece.heading)
        return
    if level is Level.CHAPTER:
        chapter = document.add_paragraph(style=STYLE_CHAPTER)
        chapter.add_run(piece.number)
        _runs(chapter, piece.heading)
        return
    for place, runs in enumerate(piece.paragraphs):
        paragraph = document.add_paragraph()
        if place == 0 and piece.number:
            paragraph.add_run(piece.number, style=STYLE_NUMBERED)
            _runs(paragraph, piece.heading, STYLE_NUMBERED)
        _runs(paragraph, runs)


def _runs(paragraph: Any, runs: Iterable[Run], style: str | None = None) -> None:
    for run in runs:
        made = paragraph.add_run(run.text, style=style)
        if run.gap:
            made.font.highlight_color = WD_COLOR_INDEX.YELLOW


# ---- The annex


def _annex(document: Any, annex: Annex) -> None:
    _page(document.add_section(WD_SECTION.NEW_PAGE))
    head = document.add_paragraph(style=STYLE_CHAPTER)
    _indent(head, first=0)
    head.add_run("附件")
    document.add_paragraph("行政复议统计表", style=STYLE_TITLE)
    for note in annex.notes:
        document.add_paragraph(note, style=STYLE_CELL)
    for table in annex.tables:
        caption = document.add_paragraph(style=STYLE_CHAPTER)
        _indent(caption, first=0)
        caption.add_run(table.title)
        basis = document.add_paragraph(style=STYLE_CELL)
        basis.paragraph_format.keep_with_next = True
        basis.add_run(basis_words(table))
        _table(document, table)
        document.add_paragraph(style=STYLE_CELL)


def basis_words(table: Printed) -> str:
    """The line above a table."""
    return f"{table.basis}{f'；没有件数的{table.left_out}行略去' if table.left_out else ''}"


def _table(document: Any, table: Printed) -> None:
    made = document.add_table(rows=1, cols=1 + len(table.heads), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    share = LABEL_SHARE / 2 if table.wide else LABEL_SHARE
    widths = [WIDTH * share, *[WIDTH * (1 - share) / len(table.heads)] * len(table.heads)]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    _row(made.rows[0], ["", *table.heads], widths, centred=True)
    repeated = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    for line in table.lines:
        label = f"{'　' if line.child else ''}{line.label}"
        _row(made.add_row(), [label, *line.cells], widths)


def _row(row: Any, texts: Sequence[str], widths: Sequence[float], *, centred: bool = False) -> None:
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.style = STYLE_CELL
        paragraph.add_run(text)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _properties(document: Any, title: str) -> None:
    """What the file says of itself; the template's own author and picture go."""
    said = document.core_properties
    said.title, said.language, said.author, said.comments = title, "zh-CN", "", ""
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]

"""The bytes of a Word file: nothing in it says who made it, on which machine or when."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE

from msp_qi.briefs.order import LANGUAGE

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip archive calls no date


def bytes_of(word: Word, title: str) -> bytes:
    """The file, with its properties cleaned; the same content gives the same bytes."""
    _clean_properties(word, title)
    raw, packed = BytesIO(), BytesIO()
    word.save(raw)
    with ZipFile(raw) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            after.writestr(entry, before.read(name))
    return packed.getvalue()


def _clean_properties(word: Word, title: str) -> None:
    properties = word.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title, properties.language = title[:255], LANGUAGE
    relationships = word.part.package.rels
    for key in [key for key, found in relationships.items() if found.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        relationships.pop(key)

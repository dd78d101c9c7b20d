"""docs/process-file.md names every section and field that the code knows, and no other."""

import re

from django.conf import settings

from consultations.process import layout


def documented() -> dict[str, set[tuple[str, bool]]]:
    """Return the fields of each section of the table: their names, and whether they are needed."""
    sections = {}
    for line in (settings.BASE_DIR / "docs" / "process-file.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 3:
            for section in re.findall(r"`(\w+)`", cells[0]):
                fields = re.findall(r"(\*?)`(\w+)`", cells[2].replace("`parts`: list of", ""))
                sections[section] = {(name, not star) for star, name in fields}
    return sections


def known() -> dict[str, set[tuple[str, bool]]]:
    sections = {name: set() for name in layout.ORDER}
    for name, shape in {"consultation": layout.CONSULTATION, **layout.ITEM_SECTIONS}.items():
        shapes = [shape, *([shape.children[1]] if shape.children else [])]
        sections[name] = {(field, kind.required) for one in shapes for field, kind in one.fields.items()}
    return sections


def test_the_document_says_what_the_code_does():
    assert documented() == known()


def test_the_document_names_the_sections_in_the_order_of_the_file():
    assert list(documented()) == layout.ORDER

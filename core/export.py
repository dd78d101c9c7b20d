"""What every table goes through before it leaves the house (EXP-1)."""

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def escape_cell(value):
    """Return the value so that no spreadsheet takes a text for a formula; numbers and dates stay what they are."""
    if isinstance(value, str) and _is_formula(value):
        return f"'{value}"
    return value


def unescape_cell(value):
    """Return what `escape_cell` was given, for tables that come back."""
    if isinstance(value, str) and value.startswith("'") and _is_formula(value[1:]):
        return value[1:]
    return value


def _is_formula(text: str) -> bool:
    return text.lstrip(" ")[:1] in set(FORMULA_STARTS) if text.strip(" ") else False

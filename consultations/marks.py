"""Which texts of a consultation name a figure or a term."""

from collections.abc import Iterator

from django.db.models import Q

from consultations import texts
from consultations.models import Consultation, Figure, Term
from consultations.process import layout, rules
from core.language import CODES


def known_marks(consultation: Consultation) -> rules.Known:
    """Return what marks in the texts of the consultation may name."""
    figures = frozenset(consultation.figures.values_list("key", flat=True))
    forms = consultation.terms.values_list("key", "forms")
    terms = {key: {code: words[0] for code, words in by_language.items() if words} for key, by_language in forms}
    return rules.Known(figures, terms)


def texts_naming(item: Figure | Term) -> Iterator[object]:
    """Yield each row whose text names the figure or the term: while there is one, the item must stay."""
    keys_of = texts.figure_keys if isinstance(item, Figure) else texts.term_keys
    for model, kinds in layout.TEXTS_OF_MODEL.items():
        columns = [f"{kind.column}_{code}" for kind in kinds.values() if kind.may_hold_marks for code in CODES]
        own = Q(pk=item.consultation_id) if model is Consultation else Q(consultation=item.consultation_id)
        for row in model.objects.filter(own) if columns else []:
            if any(item.key in keys_of(getattr(row, column) or "") for column in columns):
                yield row

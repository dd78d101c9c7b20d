"""Several short lists in one query: rows gathered as JSON, restored as the objects they were."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DecimalField, F, Model, QuerySet
from django.db.models.functions import Cast, JSONObject


def gathered(queryset: QuerySet, *names: str) -> ArraySubquery:
    """Return the named columns of the queryset's rows as one annotation; `restored` makes objects of them again."""
    fields = {name: queryset.model._meta.get_field(name) for name in names}
    columns = {
        name: Cast(F(name), CharField()) if isinstance(field, DecimalField) else F(name)
        for name, field in fields.items()
    }
    return ArraySubquery(queryset.annotate(row=JSONObject(**columns)).values("row"))


def restored(model: type[Model], rows: Iterable[dict]) -> list:
    """Return gathered rows as unsaved objects of the model."""
    return [
        model(**{name: model._meta.get_field(name).to_python(value) for name, value in row.items()}) for row in rows
    ]

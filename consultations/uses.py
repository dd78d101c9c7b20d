"""What the rooms above this one have built on a row of the process: while there is something, the row stays."""

from django.db.models import Model


def uses_above(row: Model) -> list[tuple[str, int]]:
    """Return how often each model of the rooms above points to the row, through tables between too."""
    uses = []
    for relation in row._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
            continue
        model = relation.related_model
        if model._meta.app_label != row._meta.app_label:
            count = model.objects.filter(**{relation.field.name: row}).count()
            owner = model._meta.auto_created or model
            uses.append((str(owner._meta.verbose_name_plural), count))
    return [(label, count) for label, count in uses if count]

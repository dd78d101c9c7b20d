"""What the lists of the process cost in the administration: the same for one row and for three."""

import pytest
from django.urls import reverse

from consultations import models
from consultations.process import import_process
from tests.factories.accounts import make_user
from tests.factories.process import small_process

pytestmark = pytest.mark.django_db

# session, user, count, rows; the filters by consultation and by big question ask for their choices
QUERIES = {
    models.Consultation: 4,
    models.Stage: 5,
    models.BigQuestion: 5,
    models.Question: 6,
    models.Section: 5,
    models.Figure: 5,
    models.Term: 5,
}


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize("model", QUERIES)
def test_list_in_the_administration(client, model, item_count, django_assert_num_queries):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    for number in range(item_count):
        import_process(text=small_process(("slug: small", f"slug: small-{number}")))
    path = reverse(f"admin:consultations_{model._meta.model_name}_changelist")
    client.get(path)

    with django_assert_num_queries(QUERIES[model]):
        client.get(path)


def test_importing_again_reads_each_section_once(django_assert_num_queries):
    import_process(text=small_process())

    with django_assert_num_queries(16):
        import_process(text=small_process())

"""What the pages of a consultation cost; a number goes up only with a reason."""

import gzip

import pytest
from django.core.cache import cache

from core.pages import forget_kept
from tests.factories.consultations import make_big_question, make_consultation, make_question, make_stage
from tests.factories.texts import (
    make_call_to_action,
    make_figure,
    make_principle,
    make_resource,
    make_section,
    make_term,
    make_update,
)

HTML_BYTES = 15 * 1024
BODY = "The [[a-word]] stands {figure:many}. Another sentence follows, and one more after it. " * 3
COLD = {
    "/en/": 8,
    "/en/consultations/plan/": 8,
    "/en/consultations/plan/stages/stage-0/": 5,
    "/en/consultations/plan/questions/question-0/": 6,
    "/en/consultations/plan/updates/update-0/": 3,
    "/en/glossary/": 3,
    "/en/search/?q=sentence": 5,
    "/en/updates.atom": 2,
    "/sitemap.xml": 6,
}
WARM = {
    "/en/": 1,
    "/en/consultations/plan/": 1,
    "/en/consultations/plan/stages/stage-0/": 1,
    "/en/consultations/plan/questions/question-0/": 1,
    "/en/consultations/plan/updates/update-0/": 1,
    "/en/glossary/": 1,
}


@pytest.fixture(params=[1, 3])
def consultation(request, db):
    """Make a consultation with one or three of everything."""
    consultation = make_consultation(slug="plan", summary_en=BODY)
    make_figure(consultation=consultation, key="many")
    make_term(consultation=consultation, key="a-word")
    for number in range(request.param):
        make_stage(consultation=consultation, slug=f"stage-{number}", summary_en=BODY)
        big = make_big_question(consultation=consultation, key=f"question-{number}")
        make_question(big_question=big)
        make_question(big_question=big, kind="trade_off")
        make_section(consultation=consultation, body_en=BODY, pull_quote_en="Another sentence follows.")
        make_update(consultation=consultation, key=f"update-{number}", body_en=BODY)
        for make in (make_principle, make_figure, make_term, make_call_to_action, make_resource):
            make(consultation=consultation)
    return consultation


@pytest.mark.parametrize(("address", "queries"), COLD.items())
def test_a_cold_page(client, django_assert_num_queries, consultation, address, queries):
    cache.clear()
    forget_kept()

    with django_assert_num_queries(queries):
        response = client.get(address)

    assert response.status_code == 200
    assert len(gzip.compress(response.content)) <= HTML_BYTES


@pytest.mark.parametrize(("address", "queries"), WARM.items())
def test_a_warm_page(client, django_assert_num_queries, consultation, address, queries):
    client.get(address)

    with django_assert_num_queries(queries):
        response = client.get(address)

    assert response.status_code == 200

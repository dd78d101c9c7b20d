"""Full text search without accents: cocrea_en, cocrea_fr, cocrea_es are PostgreSQL's own, with unaccent before the stemmer."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

LANGUAGES = {"en": "english", "fr": "french", "es": "spanish"}


def _configuration(code, language):
    mapping = f"ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {language}_stem"
    return migrations.RunSQL(
        [
            f"CREATE TEXT SEARCH CONFIGURATION cocrea_{code} (COPY = {language})",
            f"ALTER TEXT SEARCH CONFIGURATION cocrea_{code} {mapping}",
        ],
        f"DROP TEXT SEARCH CONFIGURATION cocrea_{code}",
    )


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_initial")]
    operations = [UnaccentExtension(), *(_configuration(*pair) for pair in LANGUAGES.items())]

"""The index of what our voices said: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL."""

from django.db import migrations

# The words are cut and folded before they come here (core.search.words): unicode61 has nothing left to do but to
# part them at spaces. The prefix index makes short beginnings as quick as whole words.
SQLITE = [
    "CREATE VIRTUAL TABLE search_posts USING fts5(words, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix = '3 4')",
]
POSTGRESQL = [
    "CREATE TABLE search_posts (key bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_posts_words ON search_posts USING gin (words)",
]


def make(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_posts")


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_organisation_moves_in'),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]

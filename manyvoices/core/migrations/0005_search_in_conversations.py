"""The index of what was said in conversations, like that of what our voices said (0003)."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE search_messages USING fts5(words, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix = '3 4')",
]
POSTGRESQL = [
    "CREATE TABLE search_messages (key bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_messages_words ON search_messages USING gin (words)",
]


def make(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_messages")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_versions_are_counted"),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]

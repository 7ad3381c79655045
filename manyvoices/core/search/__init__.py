"""Finding words: one interface over SQLite's FTS5 and PostgreSQL's tsvector.

Words are cut and folded here, in Python, before either database sees them: both find the same, and nothing that
somebody typed is ever read as the database's own query language.
"""

from manyvoices.core.search.index import Index
from manyvoices.core.search.matching import matches
from manyvoices.core.search.parsing import Query, parse
from manyvoices.core.search.snippets import Shown, snippet
from manyvoices.core.search.words import folded

# What our voices said. The table is made by core's migration 0003; a further index needs a migration of its own.
POSTS = Index("search_posts")
# What was said in conversations; its table is made by core's migration 0005.
MESSAGES = Index("search_messages")

__all__ = ["MESSAGES", "POSTS", "Index", "Query", "Shown", "folded", "matches", "parse", "snippet"]

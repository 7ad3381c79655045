"""How units answer: promises, ways of giving out, labels, saved replies, and how well messages are sorted."""

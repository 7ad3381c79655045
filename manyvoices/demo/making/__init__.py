"""Making the demo. Rows are written in bulk through the models, not through the actions.

Seven hundred posts through `release_post` and the worker would take minutes, and a demo must stand within seconds. So what an
action would check is kept here by hand: texts fit, names are unique, a person's voice has its person and both consents, each
released post has its delivery and its note. The constraints of the tables hold as always, and the tests of this package put
every row through its model's own validation.
"""

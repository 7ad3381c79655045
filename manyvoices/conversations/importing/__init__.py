"""A file of messages, understood: bytes -> rows -> messages or what is wrong with a line. Pure."""

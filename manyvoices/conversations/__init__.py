"""Conversations: what people say to the organisation, whose it is, and who answers by when."""

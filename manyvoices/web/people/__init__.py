"""People, their roles and grants, invitations, and the page about oneself."""

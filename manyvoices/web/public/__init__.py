"""The pages everybody may read: no script, no cookie, no third party."""

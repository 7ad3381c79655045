"""The demonstration organisation: a fictitious railway, made anew the same each time, and its second server."""

"""Values that may appear nowhere: put where secrets are kept, and looked for in everything that is said."""

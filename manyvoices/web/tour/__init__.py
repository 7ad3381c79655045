"""The guided tour, in a demo alone."""

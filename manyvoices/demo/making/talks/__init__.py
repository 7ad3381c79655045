"""Ninety days of conversations: what passengers wrote, who answered, what waits. In bulk, like the rest of the making."""

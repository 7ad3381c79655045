"""Who is on call, and what people say of their own time."""

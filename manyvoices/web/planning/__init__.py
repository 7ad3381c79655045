"""Planning: the calendar, slots of the queue, repeats, plans from files."""

"""Text that people typed and HTML that strangers sent, made safe to show. No database in here."""

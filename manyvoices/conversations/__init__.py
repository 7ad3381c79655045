"""What people say to the organisation: whose it is, what it is about, who answers it and until when."""

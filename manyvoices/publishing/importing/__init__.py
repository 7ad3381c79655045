"""A CSV file of posts, understood: bytes -> rows -> posts or problems. Pure: no database, no request."""

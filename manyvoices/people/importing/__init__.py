"""A CSV file of people, understood: bytes -> rows -> values or problems. Pure: no database, no request."""

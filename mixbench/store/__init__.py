"""What was measured, kept: the SQLite database, its rows as tables, and the files made of them."""

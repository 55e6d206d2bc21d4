"""What a reader takes along from a list: a table, or the texts themselves."""

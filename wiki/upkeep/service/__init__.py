"""What upkeep changes: it makes anew what is disposable, and puts a whole wiki back from a backup."""

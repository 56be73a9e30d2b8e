"""What must be true of a file before anything that is not ours reads it; one format a file."""

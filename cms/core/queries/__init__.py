"""Reading what is public. Whoever asks gets the same: nothing here knows a user."""

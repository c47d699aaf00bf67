"""What was made, from what, and what it cost. A manifest records; it never decides what is asked for."""

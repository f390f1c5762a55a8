"""What other people's libraries would do in place of ours, or before it (extra ``bench``)."""

"""Text: a field as words and sentences, and what stands between them."""

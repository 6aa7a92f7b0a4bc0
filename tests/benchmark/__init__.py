"""What a page costs: ``python -m tests.benchmark``."""

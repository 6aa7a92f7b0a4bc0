"""Real content management systems on this machine, filled, crawled, and compared with their own databases."""

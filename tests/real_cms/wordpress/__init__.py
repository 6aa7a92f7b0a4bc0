"""WordPress as Debian ships it: classic and block theme, pretty and plain permalinks."""

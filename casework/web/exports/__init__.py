"""Files that take longer to make than a page may: asked for, waited for, fetched."""

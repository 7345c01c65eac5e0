"""The networks themselves, in torch: one file a family, with the catalog's name for it."""

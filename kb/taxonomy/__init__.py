"""The taxonomies: readable TOML files with regelingen, themes, organisations, and their loader."""

"""Findable out: query language, engine, facets, ranking, snippets, evaluation."""

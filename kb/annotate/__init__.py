"""Annotators: they find things in passages and say why."""

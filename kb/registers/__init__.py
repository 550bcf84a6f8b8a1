"""Registers: what passages hold, joined over documents."""

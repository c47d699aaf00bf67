"""The command line's larger parts, one module for each; `flows.cli` puts them together."""

"""What happens to recordings after a run, where the user wants it: a copy, a commit of the manifests, a command."""

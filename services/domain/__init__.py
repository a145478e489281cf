"""Values the whole house shares: frozen, plain Python and numpy, no I/O."""

"""The invariants, each a function from one workspace's rows and files to what is wrong with them."""

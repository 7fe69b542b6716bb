"""One screen a module: its `routes`, and its operations of the JSON interface as `operations`."""

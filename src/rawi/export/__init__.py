"""Records → what other people and tools read. One format a file."""

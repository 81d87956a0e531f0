"""The world around the core: files, processes, the screen, the clock."""

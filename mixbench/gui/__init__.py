"""The desktop application. It never imports torch: the worker does the work."""

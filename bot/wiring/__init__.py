"""The composition root: the only place that names a store, a client and an app."""

"""The review application: a local web server over one case. `rawi.review.app.create` makes it."""

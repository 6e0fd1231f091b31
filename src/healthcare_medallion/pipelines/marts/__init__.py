"""Views for business use over gold."""

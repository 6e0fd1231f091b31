"""What operators watch: service levels, alerts and metrics. Pure functions over figures that a run recorded."""

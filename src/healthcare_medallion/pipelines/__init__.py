"""What the tables are. Pure Ibis: no engine, no path, no clock, no random number, no key."""

"""Search engines past one machine: vector databases that follow a store."""

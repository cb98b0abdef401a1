module legacy

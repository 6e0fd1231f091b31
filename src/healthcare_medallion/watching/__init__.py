"""Landing files taken as they arrive: which are finished, when to run, how long each took to reach gold."""

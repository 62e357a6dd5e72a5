a = “b”
€ = 1
last = 1

a = 1 /* never closed
last = 1

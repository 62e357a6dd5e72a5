a = { for = 1 }
b = { c d = 1 }
last = 1

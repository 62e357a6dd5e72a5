a = { for b in c : b }
d = { for b, in c : b => b }
last = 1

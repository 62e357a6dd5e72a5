a = [for b in c : b => b]
d = [for b in c : b...]
e = [for b c : b]
last = 1

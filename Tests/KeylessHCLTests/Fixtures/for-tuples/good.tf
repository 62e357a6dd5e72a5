a = [for b in c : b]
d = [for k, v in e : k if v]

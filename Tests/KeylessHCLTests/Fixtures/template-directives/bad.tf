a = "%{ if b }c"
d = "%{ endif }"
e = "%{ for f in g }h%{ endif }"
i = "%{ unles j }%{ endif }"
last = 1

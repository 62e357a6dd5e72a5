a = "%{ if b }c%{ else }d%{ endif }"
e = "%{ for k, v in f }${k}%{ if v }!%{ endif }%{ endfor }"

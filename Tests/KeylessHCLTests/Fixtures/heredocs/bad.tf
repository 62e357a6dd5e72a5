a = f(<<EOT
b
EOT)
last = 1

a = <<EOT
{"b": "${c}", "d": "\n"}
  EOT
e = <<E
E

a {
  b = <<EOT
{"text": 1}
}

last {
  c = 1
}

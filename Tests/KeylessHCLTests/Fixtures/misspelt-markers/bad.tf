a {
  b = <<-EOT
    text
    EOF
  c = 1
}
last = 1

a {
  b = <<-EOT
    EOF
    EOT
}

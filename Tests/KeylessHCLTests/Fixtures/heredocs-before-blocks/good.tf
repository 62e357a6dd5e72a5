a = <<EOT
last {
}
EOT

a = <<EOT
EOT # not yet
EOT

a = <<-EOT
    b
      c

    ${d}
    EOT

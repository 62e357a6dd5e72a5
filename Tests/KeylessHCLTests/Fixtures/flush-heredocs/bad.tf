a = <<-EOT
    b ${c
    EOT
last = 1

a = "b  ${~ c ~}  d \n ${~ e } f"
g = <<E
  h
  %{ for i in j ~}
  ${i}
  %{ endfor ~}
  k
E

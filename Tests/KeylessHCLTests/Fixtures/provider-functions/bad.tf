a = provider::aws::arn_parse
b = provider::("x")
last = 1

a = provider::aws::arn_parse("x").account
b = provider :: aws :: f ()

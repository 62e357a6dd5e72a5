provider "aws" { region = "eu-west-1", profile = "x" }
nested { inner {} }
last {}

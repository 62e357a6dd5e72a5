provider "aws" {
  access_key = "AKIAIOSFODNN7EXAMPLE"
  endpoints {
    iam = "http://127.0.0.1:4566"
    s3  = "https://s3.eu-west-1.amazonaws.com"
  }
}

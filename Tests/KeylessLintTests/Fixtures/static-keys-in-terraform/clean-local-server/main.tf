provider "aws" {
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  endpoints {
    iam = "http://127.0.0.1:4566"
  }
}

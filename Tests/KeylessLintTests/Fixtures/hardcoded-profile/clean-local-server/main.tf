provider "aws" {
  profile = "localstack"
  endpoints {
    s3  = "http://localhost:4566"
    sts = "http://localstack:4566"
  }
}

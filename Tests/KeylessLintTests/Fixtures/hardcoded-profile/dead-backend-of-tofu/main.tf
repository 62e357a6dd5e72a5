terraform {
  required_version = "~> 1.6.0"
  backend "s3" {
    profile = "dev"
  }
}

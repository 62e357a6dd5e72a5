provider "aws" {
  region                   = "eu-west-1"
  shared_config_files      = ["~/.aws/config"]
  shared_credentials_files = ["~/.aws/credentials"]
}

terraform {
  backend "s3" {
    bucket                  = "acme-tfstate"
    shared_credentials_file = "~/.aws/credentials"
  }
}

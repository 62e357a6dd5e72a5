provider "aws" {
  shared_credentials_file = "~/.aws/credentials"
}

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 3.70"
    }
  }
}

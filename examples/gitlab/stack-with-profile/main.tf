terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

# The mistake this folder shows: the profile takes another link of the credential chain, and the job's token is never read.
provider "aws" {
  profile = "dev"
}

data "aws_caller_identity" "this" {}

output "arn" {
  value = data.aws_caller_identity.this.arn
}

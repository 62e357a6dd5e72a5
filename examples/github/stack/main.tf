terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

# No profile, no keys: the provider takes AWS_REGION and the job's token from the environment.
provider "aws" {}

data "aws_caller_identity" "this" {}

output "arn" {
  value = data.aws_caller_identity.this.arn
}

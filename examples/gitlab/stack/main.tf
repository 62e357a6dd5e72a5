# What the deploy job applies: a bucket for the shop's assets, its state in the bucket of the AWS half.
terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  backend "s3" {
    bucket       = "acme-shop-state"
    key          = "shop.tfstate"
    region       = "eu-west-1"
    use_lockfile = true
  }
}

# No profile, no keys: the provider takes AWS_REGION and the job's token from the environment.
provider "aws" {}

data "aws_caller_identity" "this" {}

resource "aws_s3_bucket" "assets" {
  bucket = "acme-shop-assets"

  tags = {
    Project = "acme/shop"
  }
}

resource "aws_s3_bucket_versioning" "assets" {
  bucket = aws_s3_bucket.assets.id

  versioning_configuration {
    status = "Enabled"
  }
}

output "arn" {
  value = data.aws_caller_identity.this.arn
}

output "bucket" {
  value = aws_s3_bucket.assets.bucket
}

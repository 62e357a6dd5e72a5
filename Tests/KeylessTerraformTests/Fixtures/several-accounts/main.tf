provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias  = "prod"
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/admin"
  }
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

locals {
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = aws_iam_role.ci.arn }
    }]
  })
}

resource "aws_iam_role" "ci" {
  name               = "ci"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "prod" {
  provider           = aws.prod
  name               = "deploy"
  assume_role_policy = local.trust
}

resource "aws_iam_role" "us" {
  provider           = aws.us
  name_prefix        = "deploy-"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "hop" {
  role = aws_iam_role.ci.id
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = [aws_iam_role.prod.arn, aws_iam_role.us.arn]
    }]
  })
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias = "other"
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }
}

provider "aws" {
  alias               = "none"
  allowed_account_ids = []
}

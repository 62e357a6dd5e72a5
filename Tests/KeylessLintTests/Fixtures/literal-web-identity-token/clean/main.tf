variable "token" {
  type      = string
  ephemeral = true
}

provider "aws" {
  region = "eu-west-1"

  assume_role_with_web_identity {
    role_arn           = "arn:aws:iam::123456789012:role/deploy"
    session_name       = "deploy"
    web_identity_token = var.token
  }
}

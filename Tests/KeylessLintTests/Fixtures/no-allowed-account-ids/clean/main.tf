variable "account" {
  type = string
}

provider "aws" {
  allowed_account_ids = ["123456789012"]
}

provider "aws" {
  alias               = "asked"
  allowed_account_ids = [var.account]
}

provider "google" {}

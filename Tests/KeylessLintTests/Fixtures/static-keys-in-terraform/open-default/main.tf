variable "secret" {
  default = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}

variable "key" {
  type = string
}

terraform {
  backend "s3" {
    access_key = "AKIAIOSFODNN7EXAMPLE"
  }
}

provider "aws" {
  access_key = var.key
  secret_key = var.secret
}

data "terraform_remote_state" "dns" {
  backend = "s3"
  config = {
    token = "example"
  }
}

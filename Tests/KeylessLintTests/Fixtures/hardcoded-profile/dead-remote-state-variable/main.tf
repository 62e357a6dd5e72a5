variable "aws_profile" {
  type    = string
  default = "dev"
}

data "terraform_remote_state" "network" {
  backend = "s3"
  config = {
    bucket  = "acme-tfstate"
    key     = "network/terraform.tfstate"
    region  = "eu-west-1"
    profile = var.aws_profile
  }
}

data "terraform_remote_state" "dns" {
  backend = "s3"
  config = {
    bucket  = "acme-tfstate"
    key     = "dns/terraform.tfstate"
    profile = "dns"
  }
}

terraform {
  backend "s3" {
    bucket  = "acme-tfstate"
    key     = "api/terraform.tfstate"
    region  = "eu-west-1"
    profile = "dev"
  }
}

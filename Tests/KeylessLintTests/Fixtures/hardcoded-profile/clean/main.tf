variable "profile" {
  type    = string
  default = null
}

variable "empty" {
  type    = string
  default = ""
}

variable "asked" {
  type = string
}

variable "unused_profile" {
  default = "dev"
}

provider "aws" {
  region  = "eu-west-1"
  profile = var.profile
}

provider "aws" {
  alias   = "empty"
  profile = var.empty
}

provider "aws" {
  alias   = "asked"
  profile = var.asked
}

provider "google" {
  profile = "dev"
}

terraform {
  backend "s3" {
    bucket = "acme-tfstate"
  }
}

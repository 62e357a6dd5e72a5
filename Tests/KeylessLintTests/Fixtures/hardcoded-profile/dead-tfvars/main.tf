variable "profile" {
  type    = string
  default = null
}

provider "aws" {
  profile = var.profile
}

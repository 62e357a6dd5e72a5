variable "ci" {
  type    = bool
  default = false
}

provider "aws" {
  profile = var.ci ? null : "dev"
}

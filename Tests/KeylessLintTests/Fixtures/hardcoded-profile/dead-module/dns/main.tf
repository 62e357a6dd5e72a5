variable "profile" {
  type = string
}

provider "aws" {
  profile = "${var.profile}-admin"
}

variable "stage" {}

locals {
  profile = "acme-${var.stage}"
}

provider "aws" {
  profile = local.profile
}

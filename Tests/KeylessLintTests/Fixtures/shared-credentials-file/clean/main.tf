variable "files" {
  type    = list(string)
  default = []
}

variable "asked" {
  type = list(string)
}

provider "aws" {
  shared_config_files      = var.files
  shared_credentials_files = var.asked
}

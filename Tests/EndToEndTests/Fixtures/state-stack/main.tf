# A stack without a provider whose state lies in the bucket.
terraform {
  backend "s3" {
    bucket       = "acme-terraform-state"
    key          = "shop/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}

variable "answer" {
  type    = string
  default = "one"
}

resource "terraform_data" "this" {
  input = var.answer
}

output "answer" {
  value = terraform_data.this.output
}

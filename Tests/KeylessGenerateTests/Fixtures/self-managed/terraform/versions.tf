# Made by keyless from keyless.yaml. Change that file and run `keyless bootstrap` again instead of editing here.
terraform {
  # 1.10 brought state locking by S3 itself. OpenTofu 1.10 and later works as well.
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  profile = "dev"
}

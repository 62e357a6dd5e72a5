provider "aws" {
  region  = "eu-west-1"
  profile = "dev"
}

provider "aws" {
  alias   = "west"
  profile = "dev-west"
}

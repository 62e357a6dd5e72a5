terraform {
  backend "s3" {
    bucket = "acme-tfstate"
    assume_role_with_web_identity = {
      role_arn           = "arn:aws:iam::123456789012:role/deploy"
      web_identity_token = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"
    }
  }
}

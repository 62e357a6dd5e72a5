resource "aws_s3_bucket" "oidc" {
  bucket = "acme-gitlab-oidc"
}

resource "aws_s3_bucket_policy" "oidc" {
  bucket = aws_s3_bucket.oidc.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = ["arn:aws:s3:::acme-gitlab-oidc/.well-known/openid-configuration", "arn:aws:s3:::acme-gitlab-oidc/oauth/discovery/keys"]
    }, {
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = ["s3:GetObject", "s3:PutObject"]
      Resource  = "${aws_s3_bucket.oidc.arn}/*"
    }, {
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:PutObject", "s3:DeleteObject", "s3:PutBucketPolicy"]
      Resource  = ["arn:aws:s3:::acme-gitlab-oidc", "arn:aws:s3:::acme-gitlab-oidc/*"]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/oidc-publisher" } }
    }]
  })
}

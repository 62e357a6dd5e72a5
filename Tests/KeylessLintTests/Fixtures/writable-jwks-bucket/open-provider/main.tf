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
      Action    = "s3:*"
      Resource  = "arn:aws:s3:::acme-gitlab-oidc/*"
    }]
  })
}

resource "aws_iam_openid_connect_provider" "this" {
  url            = "https://acme-gitlab-oidc.s3.eu-west-1.amazonaws.com"
  client_id_list = ["sts.amazonaws.com"]
}

# Every resource and data source that a module for a state bucket is usually made of.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region            = "eu-west-1"
  s3_use_path_style = true
}

variable "days" {
  type    = number
  default = 90
}

resource "aws_s3_bucket" "state" {
  bucket        = "acme-terraform-state"
  force_destroy = true

  tags = {
    Purpose = "state"
    Days    = tostring(var.days)
  }
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket                  = aws_s3_bucket.state.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_acl" "state" {
  bucket     = aws_s3_bucket.state.id
  acl        = "private"
  depends_on = [aws_s3_bucket_ownership_controls.state]
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket     = aws_s3_bucket.state.id
  depends_on = [aws_s3_bucket_versioning.state]

  rule {
    id     = "old"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 3
    }
  }
}

resource "aws_s3_bucket_policy" "state" {
  bucket     = aws_s3_bucket.state.id
  policy     = data.aws_iam_policy_document.state.json
  depends_on = [aws_s3_bucket_public_access_block.state]
}

data "aws_iam_policy_document" "state" {
  statement {
    sid       = "OnlyOverTLS"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_object" "readme" {
  bucket       = aws_s3_bucket.state.id
  key          = "docs/README"
  content      = "kept for ${var.days} days"
  content_type = "text/plain"

  tags = {
    Kind = "text"
  }
}

data "aws_s3_bucket" "state" {
  bucket = aws_s3_bucket.state.id
}

data "aws_s3_object" "readme" {
  bucket = aws_s3_bucket.state.id
  key    = aws_s3_object.readme.key
}

data "aws_s3_objects" "all" {
  bucket     = aws_s3_bucket.state.id
  depends_on = [aws_s3_object.readme]
}

data "aws_s3_bucket_policy" "state" {
  bucket = aws_s3_bucket_policy.state.bucket
}

output "readme" {
  value = data.aws_s3_object.readme.body
}

output "region" {
  value = data.aws_s3_bucket.state.region
}

output "keys" {
  value = join(",", data.aws_s3_objects.all.keys)
}

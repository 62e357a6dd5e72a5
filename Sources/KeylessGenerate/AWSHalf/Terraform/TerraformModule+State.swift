import KeylessIntent
import KeylessSource

extension TerraformModule {
  func state(_ state: StateBackend) -> String {
    """
    # The bucket that keeps the Terraform state of what the pipelines deploy. Which role may use it stands with the role, in
    # its policy `\(StateAccess.policyName)`.
    data "aws_region" "current" {
      lifecycle {
        postcondition {
          condition     = self.id == local.state_region
          error_message = "The provider is set to ${self.id}, and keyless.yaml wants the state in ${local.state_region}: set AWS_REGION."
        }
      }
    }

    locals {
      state_bucket = \(HCLSpelling.quote(state.bucket.value))
      state_region = \(HCLSpelling.quote(state.region))
    }

    resource "aws_s3_bucket" "state" {
      bucket = local.state_bucket
      tags   = local.tags

      # In the region keyless.yaml names, or not at all.
      depends_on = [data.aws_region.current]

      # Without its state Terraform no longer knows what it made, so no plan may remove the bucket or what is in it. README.md
      # says what whoever really wants that does.
      force_destroy = false

      lifecycle {
        prevent_destroy = true
      }
    }

    # The way back from a state that went wrong: every older version stays for a while.
    resource "aws_s3_bucket_versioning" "state" {
      bucket = aws_s3_bucket.state.id

      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "state" {
      bucket = aws_s3_bucket.state.id

      rule {
        id     = "old-versions"
        status = "Enabled"

        filter {}

        # Ninety days back, and the last twenty versions however old they are.
        noncurrent_version_expiration {
          noncurrent_days           = 90
          newer_noncurrent_versions = 20
        }

        abort_incomplete_multipart_upload {
          days_after_initiation = 7
        }
      }

      depends_on = [aws_s3_bucket_versioning.state]
    }

    \(encryption(state))# Objects belong to the account whoever writes them, and access control lists mean nothing.
    resource "aws_s3_bucket_ownership_controls" "state" {
      bucket = aws_s3_bucket.state.id

      rule {
        object_ownership = "BucketOwnerEnforced"
      }
    }

    resource "aws_s3_bucket_public_access_block" "state" {
      bucket = aws_s3_bucket.state.id

      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }

    # Nobody reads or writes a state over plain HTTP\(state.encryption == .s3 ? "" : ", or writes one that another key encrypts").
    resource "aws_s3_bucket_policy" "state" {
      bucket = aws_s3_bucket.state.id

      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Sid       = "OnlyTLS"
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:*"
            Resource = [
              "arn:${data.aws_partition.current.partition}:s3:::${local.state_bucket}",
              "arn:${data.aws_partition.current.partition}:s3:::${local.state_bucket}/*",
            ]
            Condition = {
              Bool = {
                "aws:SecureTransport" = "false"
              }
            }
          },
    \(otherEncryptions(state))    ]
      })

      depends_on = [aws_s3_bucket_public_access_block.state]
    }

    """
  }

  private func encryption(_ state: StateBackend) -> String {
    var out = ""
    let rule: String
    switch state.encryption {
    case .s3:
      out += "# S3 encrypts every object with a key of its own.\n"
      rule = "      sse_algorithm = \"AES256\"\n"
    case .newKey:
      out += """
        # The key the states are encrypted with. Its default key policy leaves it to IAM policies who may use it.
        resource "aws_kms_key" "state" {
          description             = "Terraform state in ${local.state_bucket}"
          enable_key_rotation     = true
          deletion_window_in_days = 30
          tags                    = local.tags

          # Without the key no state can be read.
          lifecycle {
            prevent_destroy = true
          }
        }

        # What people see in place of the key's id. Roles that `keyless bootstrap apply` makes name the key by it.
        resource "aws_kms_alias" "state" {
          name          = "\(StateAccess.aliasPrefix)${local.state_bucket}"
          target_key_id = aws_kms_key.state.key_id
        }


        """
      rule = """
              sse_algorithm     = "aws:kms"
              kms_master_key_id = aws_kms_key.state.arn

        """
    case .key(let arn):
      out +=
        "# KMS encrypts with a key that exists already; its key policy has to let this account's IAM policies decide.\n"
      rule = """
              sse_algorithm     = "aws:kms"
              kms_master_key_id = \(expression(arn.value) ?? HCLSpelling.quote(arn.value))

        """
    }
    let bucketKey =
      state.encryption == .s3 ? "" : "    # One call to KMS for many objects.\n    bucket_key_enabled = true\n\n"
    return out + """
      resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
        bucket = aws_s3_bucket.state.id

        rule {
      \(bucketKey)    apply_server_side_encryption_by_default {
      \(rule)    }
        }
      }


      """
  }
}

import KeylessIntent
import KeylessSource

extension TerraformModule {
  /// A client that asks for nothing gets the bucket's key; one that asks for another encryption would get that.
  func otherEncryptions(_ state: StateBackend) -> String {
    let key: String
    switch state.encryption {
    case .s3: return ""
    case .newKey: key = "aws_kms_key.state.arn"
    case .key(let arn): key = expression(arn.value) ?? HCLSpelling.quote(arn.value)
    }
    // Asking for `aws:kms` without a key means the key AWS keeps for S3; a negated test passes where nothing is named.
    return """
            {
              Sid       = "OnlyThisKey"
              Effect    = "Deny"
              Principal = "*"
              Action    = "s3:PutObject"
              Resource  = "arn:${data.aws_partition.current.partition}:s3:::${local.state_bucket}/*"
              Condition = {
                StringNotEquals = {
                  "s3:x-amz-server-side-encryption-aws-kms-key-id" = \(key)
                }
                Null = {
                  "s3:x-amz-server-side-encryption" = "false"
                }
              }
            },

      """
  }
}

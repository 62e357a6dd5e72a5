import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension S3Operation {
  static let getBucketVersioning = S3Operation("GetBucketVersioning", parameters: ["versioning"]) {
    call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:GetBucketVersioning", in: bucket)
    // A bucket that never had it says nothing at all.
    let status: String? =
      switch bucket.versioning {
      case .never: nil
      case .enabled: "Enabled"
      case .suspended: "Suspended"
      }
    return .xml(XMLNode("VersioningConfiguration", XMLNode.optional("Status", status)))
  }

  static let putBucketVersioning = S3Operation("PutBucketVersioning", parameters: ["versioning"]) {
    call throws(Refusal) in
    let bucket = try call.bucket().bucket
    try call.authorize("s3:PutBucketVersioning", in: bucket)
    let root = try call.document("VersioningConfiguration")
    let isEnabled = try call.reading { () throws(QueryError) in
      try root.only("Status", "MfaDelete")
      if let second = root.string("MfaDelete"), !ASCII.equal(second, "Disabled") {
        throw .notImplementedByS3("the versioning setting `MfaDelete`")
      }
      guard root.child("Status") != nil else {
        throw .s3(
          "IllegalVersioningConfigurationException",
          400,
          "The Versioning element must be specified"
        )
      }
      return ASCII.equal(try root.word("Status", ["Enabled", "Suspended"]), "Enabled")
    }
    try call.change(bucket) { $0.versioning = isEnabled ? .enabled : .suspended }
    return S3Answer()
  }
}

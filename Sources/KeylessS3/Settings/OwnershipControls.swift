import KeylessAWS
import KeylessAccounts

/// Who owns the objects of a bucket, and with it whether there are access control lists at all.
enum ObjectOwnership: String, CaseIterable, Sendable {
  case bucketOwnerEnforced = "BucketOwnerEnforced"
  case bucketOwnerPreferred = "BucketOwnerPreferred"
  case objectWriter = "ObjectWriter"

  init?(_ text: String) {
    guard let found = Self.allCases.first(where: { ASCII.equal($0.rawValue, text) }) else { return nil }
    self = found
  }

  var document: XMLNode {
    XMLNode("OwnershipControls", [XMLNode("Rule", [XMLNode("ObjectOwnership", rawValue)])])
  }
}

extension BucketSetting {
  static let ownershipControls = BucketSetting(
    "ownershipControls",
    root: "OwnershipControls",
    get: .init("GetBucketOwnershipControls", "s3:GetBucketOwnershipControls"),
    put: .init("PutBucketOwnershipControls", "s3:PutBucketOwnershipControls"),
    delete: .init("DeleteBucketOwnershipControls", "s3:PutBucketOwnershipControls"),
    missing: .refused(.s3("OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found"))
  ) { element throws(QueryError) in
    try element.only("Rule")
    let rule = try element.required("Rule")
    try rule.only("ObjectOwnership")
    guard let ownership = rule.string("ObjectOwnership").flatMap({ ObjectOwnership($0) }) else { throw .malformedXML }
    return ownership.document
  }
}

extension Bucket {
  /// Access control lists are off in a new bucket, and on again where the setting was deleted.
  var ownership: ObjectOwnership {
    guard let text = settings["ownershipControls"], let root = try? WireElement(xml: Array(text.utf8)),
      let name = root.child("Rule")?.string("ObjectOwnership")
    else { return .objectWriter }
    return ObjectOwnership(name) ?? .bucketOwnerEnforced
  }
}

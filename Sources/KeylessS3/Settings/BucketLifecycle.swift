import KeylessAWS

extension BucketSetting {
  /// Kept and given back; nothing here ever expires by it, as nothing on AWS does within the time of a test.
  static let lifecycle = BucketSetting(
    "lifecycle",
    root: "LifecycleConfiguration",
    get: .init("GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
    put: .init("PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
    delete: .init("DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"),
    missing: .refused(.s3("NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist")),
    putFields: ["x-amz-transition-default-minimum-object-size"]
  ) { element throws(QueryError) in
    try element.only(repeated: ["Rule"])
    let rules = element.all("Rule")
    guard (1...1000).contains(rules.count) else { throw .malformedXML }
    var ids: [String] = []
    var kept: [XMLNode] = []
    for (index, rule) in rules.enumerated() {
      var (id, node) = try LifecycleRule.read(rule)
      if id.isEmpty {
        // S3 makes one up; ours says which rule it is, so that the same document has the same ids.
        id = "rule-\(index + 1)"
        if case .children(let children) = node.content { node.content = .children([XMLNode("ID", id)] + children) }
      }
      guard !ids.contains(where: { ASCII.equal($0, id) }) else {
        throw .invalidArgument("Rule ID must be unique. Found same ID for more than one rule")
      }
      ids.append(id)
      kept.append(node)
    }
    return XMLNode("LifecycleConfiguration", kept)
  }
}

/// The form of one rule; whether its days make sense together is not asked.
private enum LifecycleRule {
  static func read(_ rule: WireElement) throws(QueryError) -> (id: String, node: XMLNode) {
    try rule.only(
      "ID",
      "Prefix",
      "Filter",
      "Status",
      "Expiration",
      "NoncurrentVersionExpiration",
      "AbortIncompleteMultipartUpload",
      repeated: ["Transition", "NoncurrentVersionTransition"]
    )
    _ = try rule.word("Status", ["Enabled", "Disabled"])
    let id = rule.string("ID") ?? ""
    guard id.utf8.count <= 255 else { throw .invalidArgument("ID length should not exceed allowed limit of 255") }
    guard (rule.child("Filter") == nil) != (rule.child("Prefix") == nil) else { throw .malformedXML }
    let actions = [
      "Expiration", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload", "Transition",
      "NoncurrentVersionTransition",
    ]
    guard rule.children.contains(where: { child in actions.contains { ASCII.equal($0, child.name) } }) else {
      throw .invalidRequest("At least one action needs to be specified in a rule")
    }
    for child in rule.children { try check(child) }
    return (id, XMLNode(rule))
  }

  private static func check(_ element: WireElement) throws(QueryError) {
    switch element.name {
    case "Expiration":
      try element.only("Date", "Days", "ExpiredObjectDeleteMarker")
      try days(element, "Days")
    case "NoncurrentVersionExpiration":
      try element.only("NoncurrentDays", "NewerNoncurrentVersions")
      try days(element, "NoncurrentDays")
    case "AbortIncompleteMultipartUpload":
      try element.only("DaysAfterInitiation")
      try days(element, "DaysAfterInitiation")
    case "Transition": try element.only("Date", "Days", "StorageClass")
    case "NoncurrentVersionTransition": try element.only("NoncurrentDays", "StorageClass", "NewerNoncurrentVersions")
    case "Filter": try filter(element, mayNest: true)
    default: break
    }
  }

  private static func filter(_ element: WireElement, mayNest: Bool) throws(QueryError) {
    let and = mayNest ? ["And"] : []
    try element.only("Prefix", "ObjectSizeGreaterThan", "ObjectSizeLessThan", repeated: ["Tag"] + and)
    guard !mayNest || element.children.count <= 1 else { throw .malformedXML }
    if let nested = element.child("And") { try filter(nested, mayNest: false) }
    for tag in element.all("Tag") { try tag.only("Key", "Value") }
  }

  private static func days(_ element: WireElement, _ name: String) throws(QueryError) {
    guard element.child(name) != nil else { return }
    guard let days = element.integer(name) else { throw .malformedXML }
    guard days > 0 else {
      throw .invalidArgument("'\(name)' for \(element.name) action must be a positive integer")
    }
  }
}

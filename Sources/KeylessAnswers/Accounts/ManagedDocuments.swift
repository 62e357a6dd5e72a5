import KeylessSource

/// The documents of managed policies in a dump, by ARN.
struct ManagedDocuments {
  private var documents: [String: JSONNode] = [:]

  init(_ dump: JSONNode) {
    guard case .array(let policies)? = dump["Policies"]?.value else { return }
    for policy in policies {
      guard let arn = AccountDump.text(policy["Arn"]), case .array(let versions)? = policy["PolicyVersionList"]?.value
      else { continue }
      let standing = versions.first { version in
        if case .bool(true)? = version["IsDefaultVersion"]?.value { true } else { false }
      }
      if let document = standing?["Document"].flatMap(AccountDump.document) { documents[arn] = document }
    }
  }

  subscript(arn: String) -> JSONNode? { documents[arn] }
}

package import KeylessSource

/// The documents of managed policies in a dump, by ARN.
package struct ManagedDocuments {
  private var documents: [String: JSONNode] = [:]

  package init(_ dump: JSONNode) {
    guard case .array(let policies)? = dump["Policies"]?.value else { return }
    for policy in policies {
      guard let arn = DumpJSON.text(policy["Arn"]), case .array(let versions)? = policy["PolicyVersionList"]?.value
      else { continue }
      let standing = versions.first { version in
        if case .bool(true)? = version["IsDefaultVersion"]?.value { true } else { false }
      }
      if let document = standing?["Document"].flatMap(DumpJSON.document) { documents[arn] = document }
    }
  }

  package subscript(arn: String) -> JSONNode? { documents[arn] }
}

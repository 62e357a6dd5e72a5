package import KeylessSource

/// How the AWS CLI writes things down.
package enum DumpJSON {
  package static func text(_ node: JSONNode?) -> String? {
    if case .string(let text)? = node?.value { text } else { nil }
  }

  package static func list(_ node: JSONNode?) -> [JSONNode]? {
    if case .array(let nodes)? = node?.value { nodes } else { nil }
  }

  /// A document as an object, or as the URL-encoded text that the API itself answers.
  package static func document(_ node: JSONNode) -> JSONNode? {
    guard case .string(let text) = node.value else { return node }
    guard let decoded = PercentText.decoded(text) else { return nil }
    return try? JSONParser.parse(Array(decoded.utf8))
  }
}

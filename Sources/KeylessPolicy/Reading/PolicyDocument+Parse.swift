package import KeylessSource

extension PolicyDocument {
  /// Reads a policy from JSON text.
  ///
  /// A document with an error is no policy; legal oddities are in `warnings`.
  package static func parse(bytes: [UInt8], file: String, kind: PolicyKind) throws(PolicyError) -> PolicyDocument {
    let node: JSONNode
    do {
      // The largest quota of any policy is far below this; white space is not counted there and is here.
      node = try JSONParser.parse(bytes, limits: JSONParser.Limits(size: 1 << 17, depth: 16))
    } catch {
      let span = SourceSpan(file: file, range: error.offset..<error.offset)
      let problem = Diagnostic(
        "policy-not-json",
        .error,
        "the policy is not valid JSON: \(error.reason)",
        at: .init(span),
        help: help(for: error)
      )
      let awsMessage = kind == .trust ? "This policy contains invalid Json" : nil
      throw PolicyError(kind: kind, file: file, problems: [.init(diagnostic: problem, awsMessage: awsMessage)])
    }
    return try parse(node: node, file: file, kind: kind)
  }

  private static func help(for error: JSONError) -> String {
    switch error.code {
    case .tooLarge: "shorten it: no quota of IAM is that large"
    case .tooDeep: "flatten it: no element of a policy nests that deep"
    case .invalidUTF8: "save the file as UTF-8"
    case .duplicateMember: "write each member once; several values of one member are a list"
    case .syntax: "write one JSON object, with double quotes and without comments and trailing commas"
    }
  }

  /// Reads a policy from JSON that is already parsed, as a Terraform `jsonencode` gives it.
  package static func parse(node: JSONNode, file: String, kind: PolicyKind) throws(PolicyError) -> PolicyDocument {
    var reader = PolicyReader(file: file, kind: kind)
    let document = reader.document(node)
    guard let document, reader.problems.isEmpty else {
      throw PolicyError(kind: kind, file: file, problems: reader.problems)
    }
    return document
  }
}

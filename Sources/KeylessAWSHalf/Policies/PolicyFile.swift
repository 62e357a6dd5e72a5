import KeylessPolicy
package import KeylessSource

/// Reads a JSON file that is a policy by itself.
///
/// A trust policy stands for a role whose name nobody says; other policies say nothing about who gets in.
package enum PolicyFile {
  /// Whether the file looks like a trust policy: statements with principals that speak of the exchange or of roles.
  package static func isTrustPolicy(_ node: JSONNode) -> Bool {
    guard let statement = node["Statement"] else { return false }
    let statements = DumpJSON.list(statement) ?? [statement]
    return statements.contains { statement in
      guard statement["Principal"] != nil || statement["NotPrincipal"] != nil else { return false }
      if statement["Resource"] != nil || statement["NotResource"] != nil { return false }
      guard let action = statement["Action"] ?? statement["NotAction"] else { return true }
      return (DumpJSON.list(action) ?? [action]).contains { node in
        guard let text = DumpJSON.text(node) else { return false }
        return text == "*" || text.lowercased().utf8.starts(with: "sts:".utf8)
      }
    }
  }

  /// The role that a trust policy stands for.
  package static func role(_ node: JSONNode, file: String) -> AWSRole {
    let trust: TrustPolicy
    do {
      trust = .exact(try PolicyDocument.parse(node: node, file: file, kind: .trust))
    } catch {
      trust = .broken(error.diagnostics)
    }
    return AWSRole(
      address: file,
      account: .own,
      name: nil,
      trust: trust,
      span: SourceSpan(file: file, range: node.range)
    )
  }
}

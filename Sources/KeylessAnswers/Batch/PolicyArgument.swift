import KeylessPolicy
import KeylessSource

/// Reads a policy that stands in a line, as the kind that its elements make it.
enum PolicyArgument {
  static func read(_ node: JSONNode, _ name: String, kind: PolicyKind? = nil) throws(BatchError) -> PolicyDocument {
    do {
      return try PolicyDocument.parse(node: node, file: name, kind: kind ?? self.kind(of: node))
    } catch {
      throw BatchError("\(error)")
    }
  }

  /// A statement without a resource that names who it is about is a trust policy's.
  static func kind(of node: JSONNode) -> PolicyKind {
    let statements: [JSONNode]
    switch node["Statement"]?.value {
    case .array(let list)?: statements = list
    case .object?: statements = [node["Statement"]].compactMap(\.self)
    default: return .trust
    }
    let named = statements.contains { $0["Principal"] != nil || $0["NotPrincipal"] != nil }
    let placed = statements.contains { $0["Resource"] != nil || $0["NotResource"] != nil }
    return named ? (placed ? .resource : .trust) : .identity
  }
}

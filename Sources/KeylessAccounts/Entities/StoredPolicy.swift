package import KeylessPolicy
import KeylessSource

/// A policy document as an account keeps it: the text exactly as it was sent, and the same compiled.
///
/// There is no policy whose text was not read: what is stored was parsed once, and what comes back from a disk is parsed
/// again before anything is decided by it.
package struct StoredPolicy: Sendable, Codable, Hashable {
  package let text: String
  package let compiled: CompiledPolicy
  /// Whether it names users or roles by their unique ids, so that it is shown otherwise than it is kept.
  let namesIDs: Bool

  package var kind: PolicyKind { compiled.document.kind }

  /// `name` stands in messages about the document, as in `trust policy of deploy`.
  package init(_ text: String, kind: PolicyKind, name: String) throws(PolicyError) {
    let document = try PolicyDocument.parse(bytes: Array(text.utf8), file: name, kind: kind)
    self.init(text, compiled: CompiledPolicy(document))
  }

  /// A document that was parsed already.
  package init(_ text: String, compiled: CompiledPolicy) {
    self.text = text
    self.compiled = compiled
    namesIDs = compiled.document.statements.contains { statement in
      statement.principal?.entries.contains { if case .uniqueID = $0.value { true } else { false } } ?? false
    }
  }

  /// What quotas count: every character but white space (IAM User Guide, "IAM and AWS STS quotas").
  package var countedLength: Int {
    text.utf8.count { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  private enum CodingKeys: String, CodingKey {
    case text, kind
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let text = try values.decode(String.self, forKey: .text)
    guard let kind = PolicyKind(rawValue: try values.decode(String.self, forKey: .kind)) else {
      throw DecodingError.dataCorruptedError(forKey: .kind, in: values, debugDescription: "no kind of policy")
    }
    try self.init(text, kind: kind, name: "stored policy")
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(text, forKey: .text)
    try values.encode(kind.rawValue, forKey: .kind)
  }

  /// The same text is the same policy.
  package static func == (left: StoredPolicy, right: StoredPolicy) -> Bool {
    left.kind == right.kind && left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

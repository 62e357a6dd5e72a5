import KeylessAWS
import KeylessPolicy
import KeylessSource

/// Trust policies and the policies of resources name users and roles by ARN when they are sent and shown, and by unique id
/// when they are kept (IAM User Guide, "AWS JSON policy elements: Principal").
///
/// So a policy goes on to mean whom it meant: a user that is renamed keeps what it was given, and one that is made anew under
/// an old name gets nothing from what the old one was given. Every other byte of a document stays as it was sent.
extension StoredPolicy {
  /// The policy as it is kept: the ARNs of users and roles that are there have become their ids.
  ///
  /// ARNs of accounts that this AWS does not have stay, because nobody here knows the ids.
  package func namingIDs(in contents: Contents) -> StoredPolicy {
    let text = replacingPrincipals { entry in
      guard case .arn(let arn) = entry, let id = contents.uniqueID(ofPrincipal: arn), UniqueID(id) != nil else {
        return nil
      }
      return id
    }
    guard let text else { return self }
    // An id stands where an ARN stood, so what could be read can be read again.
    return (try? StoredPolicy(text, kind: kind, name: compiled.document.span.file)) ?? self
  }

  /// The text as it is shown: an id has become the ARN that its owner has now, or stays where the owner is gone.
  package func shown(in contents: @autoclosure () -> Contents) -> String {
    guard namesIDs else { return text }
    let contents = contents()
    let shown = replacingPrincipals { entry in
      guard case .uniqueID(let id) = entry else { return nil }
      return contents.arn(ofPrincipal: id)
    }
    return shown ?? text
  }

  /// Nil when nothing is replaced.
  private func replacingPrincipals(_ replacement: (PrincipalEntry) -> String?) -> String? {
    let found = compiled.document.statements.flatMap { $0.principal?.entries ?? [] }.compactMap { entry in
      replacement(entry.value).map { (range: entry.span.range, text: $0) }
    }
    guard !found.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var copied = 0
    for (range, text) in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      out += bytes[copied..<range.lowerBound]
      out += Array(JSON.string(text).compact.utf8)
      copied = range.upperBound
    }
    return String(decoding: out + bytes[copied...], as: UTF8.self)
  }
}

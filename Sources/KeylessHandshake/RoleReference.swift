package import KeylessAWSHalf
package import KeylessCIHalf
import KeylessSource

/// The role that a job asks for, as far as the text of its ARN is known.
package struct RoleReference: Sendable {
  package enum Match: Sendable {
    case same, other
    /// It may be, and what is not known is not known.
    case possible
  }

  /// Nil where the part is not known.
  package let partition: String?
  package let account: String?
  /// Path and name behind `role`, such as `/ci/deploy`.
  package let resource: String?
  /// The known pieces of path and name, with what is not known between them; nil where nothing tells where it begins.
  private let pieces: [String]?
  /// Whether the whole text is known and is no role's ARN.
  package let isMalformed: Bool

  /// The parts are those of `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME` (IAM User Guide, "IAM identifiers").
  package init(_ text: CIText) {
    // What is open stands as one character that no ARN has.
    let open: Character = "\u{0}"
    var flat = ""
    for part in text.parts {
      switch part {
      case .literal(let literal): flat += literal
      case .predefined, .unknown: flat.append(open)
      }
    }
    func known(_ text: Substring) -> String? { text.contains(open) ? nil : String(text) }
    let fields = flat.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    if fields.count == 6, fields[0] == "arn", fields[2] == "iam", fields[3].isEmpty, fields[5].hasPrefix("role/") {
      partition = known(fields[1])
      account = known(fields[4])
      resource = known(fields[5].dropFirst(4))
      pieces = Self.pieces(fields[5].dropFirst(4), open)
      isMalformed = false
      return
    }
    // `$PREFIX:role/deploy` still says which role it is.
    partition = nil
    account = nil
    if let range = flat.range(ofLast: ":role/"), !flat[range.lowerBound...].contains(open) {
      resource = "/" + flat[range.upperBound...]
      pieces = nil
    } else {
      resource = nil
      pieces = flat.range(ofLast: ":role/").map { Self.pieces(Substring("/" + flat[$0.upperBound...]), open) }
    }
    isMalformed = text.text != nil
  }

  private static func pieces(_ text: Substring, _ open: Character) -> [String] {
    text.split(separator: open, omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether a path and name can be this one: the pieces stand in it in their order, the first and the last at its ends.
  private func fits(_ resource: String) -> Bool {
    guard let pieces, pieces.count > 1, let first = pieces.first, let last = pieces.last else { return true }
    var rest = Array(resource.utf8)[...]
    guard rest.count >= first.utf8.count + last.utf8.count, rest.starts(with: first.utf8),
      rest.suffix(last.utf8.count).elementsEqual(last.utf8)
    else { return false }
    rest = rest.dropFirst(first.utf8.count).dropLast(last.utf8.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let range = rest.firstRange(of: Array(piece.utf8)) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// Whether it names this role; names are compared as written, since the ARN of a request is.
  package func matches(_ role: AWSRole) -> Match {
    if isMalformed { return .other }
    if case .known(let partition, let id) = role.account {
      if let own = self.partition, own != partition { return .other }
      if let account, account != id { return .other }
    }
    guard let name = role.name?.value else { return .possible }
    guard let resource else { return fits(role.path + name) ? .possible : .other }
    guard (role.path + name).utf8.elementsEqual(resource.utf8) else { return .other }
    if case .known = role.account, partition == nil || account == nil { return .possible }
    return .same
  }

  /// The name without its path; nil when it is not known.
  package var name: String? { resource?.split(separator: "/").last.map(String.init) }
}

extension String {
  fileprivate func range(ofLast text: String) -> Range<Index>? {
    var found: Range<Index>?
    var start = startIndex
    while let range = self[start...].firstRange(of: text) {
      found = range
      start = range.upperBound
    }
    return found
  }
}

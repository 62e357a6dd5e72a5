import KeylessAWS

/// The session tags of `AssumeRole`: `Tags` and `TransitiveTagKeys` (IAM User Guide, "Passing session tags in AWS STS").
///
/// Keys are told apart without regard to case, and kept as they were sent.
struct SessionTagParameters: Sendable {
  let tags: [Session.Tag]
  /// Each is one of the tags, spelled as there.
  let transitiveKeys: [String]

  static let most = 50
  private static let key: [ParameterConstraint] = [.maximumLength(128), .minimumLength(1), .pattern(.tag)]
  private static let value: [ParameterConstraint] = [.maximumLength(256), .pattern(.tagValue)]

  /// What the parameters say, before they are held against each other.
  struct Unchecked {
    fileprivate var tags: [Session.Tag] = []
    fileprivate var transitiveKeys: [String] = []

    init(_ scope: QueryScope, _ validation: inout ParameterValidation) throws(QueryError) {
      let members = try scope.structures("Tags") ?? []
      validation.check(count: members.count, "tags", atMost: SessionTagParameters.most)
      for (position, member) in members.enumerated() {
        let (key, value) = (member.string("Key"), member.string("Value"))
        let name = "tags.\(position + 1).member"
        validation.check(key, "\(name).key", required: true, SessionTagParameters.key)
        validation.check(value, "\(name).value", required: true, SessionTagParameters.value)
        if let key, let value { tags.append(Session.Tag(key, value)) }
      }
      transitiveKeys = try scope.strings("TransitiveTagKeys") ?? []
      validation.check(
        transitiveKeys,
        "transitiveTagKeys",
        [.maximumLength(SessionTagParameters.most), .members(SessionTagParameters.key)]
      )
    }
  }

  init(_ unchecked: Unchecked) throws(QueryError) {
    tags = unchecked.tags
    var spelled: [[UInt8]: String] = [:]
    for tag in tags {
      let folded = Self.folded(tag.key)
      guard !folded.starts(with: "aws:".utf8) else { throw .reservedTagKey }
      guard spelled.updateValue(tag.key, forKey: folded) == nil else { throw .duplicateTagKeys }
    }
    var keys: [String] = []
    var seen: Set<[UInt8]> = []
    for key in unchecked.transitiveKeys {
      let folded = Self.folded(key)
      guard let spelling = spelled[folded] else { throw .transitiveKeyNotRequested }
      if seen.insert(folded).inserted { keys.append(spelling) }
    }
    transitiveKeys = keys
  }

  /// The tags that a session of a chain brings along: those that an earlier link made transitive.
  static func inherited(from session: Session?) -> [Session.Tag] {
    guard let session, !session.transitiveTagKeys.isEmpty else { return [] }
    let keys = Set(session.transitiveTagKeys.map(folded))
    return session.tags.filter { keys.contains(folded($0.key)) }
  }

  /// Refuses a tag, transitive or not, whose key the calling session passes on already.
  ///
  /// That AWS has this one text for both is (unverified); that it refuses both is documented.
  func refuseConflicts(with inherited: [Session.Tag]) throws(QueryError) {
    let keys = Set(inherited.map { Self.folded($0.key) })
    for tag in tags where keys.contains(Self.folded(tag.key)) { throw .transitiveKeyConflict }
  }

  private static func folded(_ key: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in key.unicodeScalars { bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8) }
    return bytes
  }
}

import KeylessAWS
import KeylessAccounts
import KeylessCalls

/// What IAM demands of tags: keys are unique, none is AWS's own, and there are at most fifty.
///
/// For users and roles, keys that differ in case are one key, and its case is kept; for policies and providers they are
/// two (IAM User Guide, "Tags for IAM resources").
enum TagRules {
  enum Kind {
    /// Users and roles.
    case principals
    /// Policies and providers.
    case others

    fileprivate func key(_ text: String) -> [UInt8] {
      switch self {
      case .principals: Array(text.lowercased().utf8)
      case .others: Array(text.utf8)
      }
    }

    /// AWS says it in two ways, of which the longer one is about keys without case.
    fileprivate var repeated: QueryError {
      switch self {
      case .principals: .invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.")
      case .others: .invalidInput("Duplicate tag keys found.")
      }
    }
  }

  static func refuseRepeated(_ tags: [ResourceTag], of kind: Kind = .principals) throws(Refusal) {
    var seen: Set<[UInt8]> = []
    for tag in tags where !seen.insert(kind.key(tag.key)).inserted { throw Refusal(kind.repeated) }
    for tag in tags where ASCII.begins(ASCII.lowercased(tag.key), with: "aws:") { throw Refusal(.reservedTag(tag.key)) }
  }

  /// The old tags with the new ones in the place of those with the same key, or behind them.
  static func merging(
    _ new: [ResourceTag],
    into old: [ResourceTag],
    of kind: Kind = .principals
  ) throws(Refusal) -> [ResourceTag] {
    try refuseRepeated(new, of: kind)
    var tags = old
    for tag in new {
      if let place = tags.firstIndex(where: { kind.key($0.key) == kind.key(tag.key) }) {
        tags[place] = tag
      } else {
        tags.append(tag)
      }
    }
    guard tags.count <= IAMQuota.tags else { throw Refusal(.tooManyTags) }
    return tags
  }

  /// Removing a tag that is not there changes nothing.
  static func removing(
    _ keys: [String],
    from tags: [ResourceTag],
    of kind: Kind = .principals
  ) -> [ResourceTag] {
    let gone = Set(keys.map(kind.key))
    return tags.filter { !gone.contains(kind.key($0.key)) }
  }

  /// In the order in which IAM lists them.
  static func sorted(_ tags: [ResourceTag]) -> [ResourceTag] {
    tags.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// The condition keys of a call that sends tags.
  static func context(_ tags: [ResourceTag]) -> [(key: String, values: [String])] {
    tags.isEmpty
      ? [] : tags.map { ("aws:RequestTag/\($0.key)", [$0.value]) } + context(keys: tags.map(\.key))
  }

  /// The condition keys of a call that names the keys of tags.
  static func context(keys: [String]) -> [(key: String, values: [String])] { [("aws:TagKeys", keys)] }

  /// The condition keys of a tagged resource.
  static func context(ofResource tags: [ResourceTag]) -> [(key: String, values: [String])] {
    tags.flatMap { tag in
      ["aws:ResourceTag/", "iam:ResourceTag/"].map { ($0 + tag.key, [tag.value]) }
    }
  }
}

extension QueryError {
  fileprivate static let tooManyTags = QueryError.limitExceeded("The number of tags has reached the maximum limit.")

  /// The text is ours (unverified).
  fileprivate static func reservedTag(_ key: String) -> QueryError {
    .invalidInput("The tag key \(key) is not valid: keys that begin with aws: are reserved.")
  }
}

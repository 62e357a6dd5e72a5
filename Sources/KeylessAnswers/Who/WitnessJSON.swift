import KeylessPlatforms
import KeylessReach
import KeylessSource

/// A witness as JSON: the pipeline's facts, and the claims of its token.
enum WitnessJSON {
  static func pipeline(_ pipeline: Pipeline) -> JSON {
    .object(
      [JSON.Member("platform", .string(pipeline.platform.description))]
        + pipeline.facts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, value($0.value)) }
    )
  }

  private static func value(_ fact: FactValue) -> JSON {
    switch fact {
    case .text(let text): .string(text)
    case .number(let number): .integer(number)
    case .flag(let flag): .bool(flag)
    case .list(let items): .array(items.map(JSON.string))
    }
  }

  /// The claims that AWS shows to the policy, under their own names, and the issuer.
  static func claims(_ form: Form, _ context: [(key: String, values: [String])]) -> JSON {
    let prefix = ConditionKeyMap.prefix(of: form.issuer) + ":"
    var members = [JSON.Member("iss", .string(form.issuer))]
    for (key, values) in context where key.utf8.starts(with: prefix.utf8) {
      let name = String(decoding: key.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
      if name == "oaud" { continue }
      members.append(JSON.Member(name, values.count == 1 ? .string(values[0]) : .array(values.map(JSON.string))))
    }
    let tags = tags(context)
    if !tags.isEmpty {
      members.append(JSON.Member("https://aws.amazon.com/tags", ["principal_tags": .object(tags)]))
    }
    return .object(members)
  }

  /// The session tags, as a token carries them.
  private static func tags(_ context: [(key: String, values: [String])]) -> [JSON.Member] {
    let start = "aws:requesttag/"
    return context.compactMap { key, values in
      guard key.lowercased().hasPrefix(start) else { return nil }
      return JSON.Member(String(key.dropFirst(start.count)), .array(values.map(JSON.string)))
    }
  }
}

import KeylessSource

extension IntentReader {
  /// The tags of `tags:`; `others` are tags that the same resource gets from elsewhere and that count towards its limit.
  mutating func resourceTags(_ node: YAMLNode?, besides others: [ResourceTag] = []) -> [ResourceTag] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.value, !entries.isEmpty else {
      error(
        "intent-shape",
        "`tags` is \(node.kind), a mapping from keys to values is wanted",
        node.range,
        help: "write them like `tags: {team: shop}`, or remove the key"
      )
      return []
    }
    var tags: [ResourceTag] = []
    var seen: [String: Range<Int>] = [:]
    for entry in entries {
      if let problem = AWSNames.tagKeyProblem(entry.name) {
        error(
          "intent-value",
          "`\(clip(entry.name))` cannot be a tag: \(problem)",
          entry.nameRange,
          help: "choose another key"
        )
      }
      if let first = seen.updateValue(entry.nameRange, forKey: entry.name.lowercased()) {
        error(
          "intent-duplicate",
          "two tags differ only in case, and IAM takes their keys for the same",
          entry.nameRange,
          "again here",
          related: [.init(span(first), "first here")],
          help: "keep one of them"
        )
      }
      guard let value = text(entry.value, entry.name) else { continue }
      if let problem = AWSNames.tagValueProblem(value.value) {
        error(
          "intent-value",
          "`\(clip(value.value))` cannot be the value of a tag: \(problem)",
          entry.value.range,
          help: "shorten it, or leave the other characters out"
        )
      }
      tags.append(ResourceTag(key: entry.name, value: value.value))
    }
    let count = ResourceTag.merged(others, tags).count
    if count > ResourceTag.limit {
      error(
        "intent-value",
        "\(count) tags are \(count - ResourceTag.limit) too many for one resource",
        node.range,
        "AWS allows 50, and keyless keeps \(50 - ResourceTag.limit) for its own marks",
        help: "keep at most \(ResourceTag.limit), those of the whole intent included"
      )
    }
    return tags
  }
}

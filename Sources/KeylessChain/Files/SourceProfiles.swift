import KeylessSource

/// How profiles take their credentials one from another.
enum SourceProfiles {
  /// Deeper than anybody nests them, and shallow enough for every resolver that follows them.
  static let deepest = 100
  static let tooDeepWords = "has more than \(deepest) profiles that take their credentials one from another"

  /// A profile behind which more than a hundred others stand one after another, a circle counted round and round until then.
  ///
  /// A circle of a few is no such chain: every tool has its own answer to it.
  static func tooDeep(_ profiles: Profiles) -> String? {
    let names = profiles.names
    guard names.count > deepest else { return nil }
    var sources: [String: String] = [:]
    for name in names { sources[name] = profiles[name]?["source_profile"]?.value }
    for name in names {
      var (current, visited): (String, Set<String>) = (name, [name])
      while let next = sources[current], visited.insert(next).inserted {
        if visited.count > deepest { return name }
        current = next
      }
    }
    return nil
  }
}

/// The facts of one pipeline while they are completed and checked against each other.
struct FactSheet {
  let platform: PlatformID
  var facts: [String: FactValue]
  /// The issuer the token will carry, when it is known already.
  let issuer: String?

  func text(_ name: String) -> String? { facts[name]?.text }

  func has(_ name: String) -> Bool { facts[name] != nil }

  /// Whether a text fact has exactly these bytes.
  func `is`(_ name: String, _ value: String) -> Bool { text(name)?.utf8.elementsEqual(value.utf8) ?? false }

  mutating func fill(_ name: String, _ value: String?) {
    guard facts[name] == nil, let value else { return }
    facts[name] = .text(value)
  }

  mutating func fill(_ name: String, flag: Bool) {
    if facts[name] == nil { facts[name] = .flag(flag) }
  }

  mutating func fill(_ name: String, number: Int) {
    if facts[name] == nil { facts[name] = .number(number) }
  }

  /// A derived fact that was given all the same must be what follows from the others.
  func expect(_ name: String, _ value: String?, _ rule: String) throws(PlatformError) {
    guard let given = text(name), let value, !given.utf8.elementsEqual(value.utf8) else { return }
    throw PlatformError(.contradiction, platform, name, value: given, rule, help: "leave it out, or give `\(value)`")
  }

  func contradiction(_ name: String, _ rule: String, help: String? = nil) -> PlatformError {
    PlatformError(.contradiction, platform, name, value: facts[name]?.written, rule, help: help)
  }

  /// Two facts that are given together or not at all.
  func together(_ first: String, _ second: String) throws(PlatformError) {
    if has(first) == has(second) { return }
    let (given, missing) = has(first) ? (first, second) : (second, first)
    throw contradiction(
      given,
      "`\(first)` and `\(second)` stand in a token together or not at all",
      help: "give `\(missing)` too"
    )
  }

  /// Ids that name the same or different things as other facts do.
  func expectIDs(_ id: String, _ otherID: String, same: Bool, _ rule: String) throws(PlatformError) {
    guard let left = text(id), let right = text(otherID), left.utf8.elementsEqual(right.utf8) != same else { return }
    throw contradiction(id, rule)
  }
}

import KeylessPolicy

/// Values for one condition, around what the request says under its key.
struct ValueDrawer {
  var dice: Dice
  let test: ConditionTest
  let key: String
  let arena: Arena

  mutating func values(_ base: String?) -> [String] {
    // A positive operator is to hold and a negated one too, mostly.
    let wantsBase = test.comparison.isNegated ? dice.chance(20) : dice.chance(80)
    var out = (0..<dice.number(1...3)).map { index in value(base, isBase: wantsBase && index == 0) }
    if test.comparison == .null { out = dice.chance(5) ? ["true", "false"] : [base == nil ? "true" : "false"] }
    if test.comparison == .null, dice.chance(25) { out = [dice.pick(["true", "false"])] }
    let readable = out.filter(isReadable)
    return readable.isEmpty ? [value(nil, isBase: false)] : readable
  }

  private func isReadable(_ text: String) -> Bool {
    switch test.comparison.comparison {
    case .number: ContextKeyType.numeric.admits(text)
    case .date: ContextKeyType.date.admits(text)
    case .address: ContextKeyType.ip.admits(text)
    case .binary: ContextKeyType.binary.admits(text)
    case .text, .textIgnoringCase, .wildcards, .arn, .bool, .null: true
    }
  }

  private mutating func value(_ base: String?, isBase: Bool) -> String {
    switch test.comparison.comparison {
    case .text, .textIgnoringCase: return text(base ?? "x", isBase: isBase)
    case .wildcards, .arn: return pattern(base ?? "x", isBase: isBase)
    case .number: return number(base, isBase: isBase)
    case .date: return date(base, isBase: isBase)
    case .bool:
      if dice.chance(6) { return "${\(dice.pick(variables))}" }
      return isBase && ["true", "false"].contains(base) ? base ?? "" : dice.pick(["true", "false", "True", "FALSE"])
    case .binary:
      if let base, isBase, ContextKeyType.binary.admits(base) { return base }
      return dice.pick(["YWJj", "QUJD", "", "YQ==", "YWI=", "4711", "true", "main", "bobs"])
    case .address:
      let blocks = [
        "10.0.0.0/24", "10.0.0.1", "10.0.0.0/31", "10.0.0.0/23", "2001:db8::/32", "2001:db8::1/127", "0.0.0.0/0",
        "::/0", "10.0.0.255/32", "::1",
      ]
      if let base, isBase, ContextKeyType.ip.admits(base) {
        return base + (base.contains("/") ? "" : dice.pick(["", "/32", "/31", "/24"]))
      }
      return dice.pick(blocks)
    case .null: return "true"
    }
  }

  private var variables: [String] {
    guard let prefix = arena.prefix else { return ["ex:Text", "ex:Flag", "ex:Nothing, 'red'", "aws:username, 'r'"] }
    return [
      "\(prefix):aud", "\(prefix):ref_protected", "\(prefix):ref_type", "\(prefix):environment", "aws:username, 'acme'",
      "aws:username", "aws:SecureTransport", "\(prefix):sub",
    ]
  }

  private mutating func text(_ base: String, isBase: Bool) -> String {
    if test.comparison.comparison == .textIgnoringCase, dice.chance(50) {
      return isBase ? base.uppercased() : String(base.uppercased().dropLast())
    }
    if isBase { return base }
    if dice.chance(5) { return withVariable(base) }
    return String(decoding: dice.edited(Array(base.utf8)), as: UTF8.self).replacing("${", with: "$")
  }

  private mutating func withVariable(_ base: String) -> String {
    let variable = dice.chance(15) ? "${\(dice.pick(["*", "?", "$"]))}" : "${\(dice.pick(variables))}"
    return dice.pick([variable, base.prefix(4) + variable, variable + base.suffix(4)])
  }

  /// The base with wildcards that still match it; an edit behind that when it need not.
  private mutating func pattern(_ base: String, isBase: Bool) -> String {
    var scalars = Array(base.unicodeScalars)
    for _ in 0..<dice.number(1...2) {
      let at = dice.number(0...scalars.count)
      switch dice.number(0...5) {
      case 0: scalars.insert("*", at: at)
      case 1: scalars = Array(scalars.prefix(at)) + ["*"]
      case 2: scalars = ["*"] + Array(scalars.suffix(scalars.count - at))
      case 3: if at < scalars.count { scalars[at] = "?" }
      case 4: scalars.replaceSubrange(at..<min(scalars.count, at + dice.number(1...8)), with: ["*"])
      default: break
      }
    }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars)
    if isBase { return String(out) }
    if dice.chance(5) { return withVariable(String(out)) }
    return String(decoding: dice.edited(Array(String(out).utf8)), as: UTF8.self).replacing("${", with: "$")
  }

  private mutating func number(_ base: String?, isBase: Bool) -> String {
    let number = base.flatMap { Int($0) } ?? dice.pick([10, 500, 4711])
    let away =
      switch test.comparison.comparison {
      case .number(.less): dice.number(1...3)
      case .number(.lessOrEqual): dice.number(0...3)
      case .number(.greater): -dice.number(1...3)
      case .number(.greaterOrEqual): -dice.number(0...3)
      default: 0
      }
    let near = number &+ (isBase ? away : dice.number(-2...2))
    // The reach knows ids by their digits, and other spellings only among few texts.
    if arena != .general, dice.chance(85) { return "\(max(0, near))" }
    if isBase { return dice.pick(["\(near)", "\(near).0", "\(near)e0", "0\(near)"]) }
    return dice.pick([
      "\(number)", "\(number &+ 1)", "\(number &- 1)", "500", "0", "-1", "\(number).5", "5e2", "00\(number)",
    ])
  }

  private mutating func date(_ base: String?, isBase: Bool) -> String {
    let date = base.flatMap { PolicyDate($0.utf8) } ?? PolicyDate(seconds: 1_767_225_600)
    if isBase, test.comparison.comparison == .date(.equal) { return base ?? "2026-01-01" }
    let away = dice.pick([0, 1, -1, 3600, 86_400, -86_400])
    let less = [ConditionOperator.dateLessThan, .dateLessThanEquals].contains(test.comparison)
    let seconds = date.seconds + (isBase ? (less ? abs(away) + 1 : -abs(away) - 1) : away)
    return dice.chance(70)
      ? "\(seconds)" : dice.pick(["2026-06-01T00:00:00Z", "2026-01-01", "2026-01-01T01:00:00+01:00", "2027"])
  }
}

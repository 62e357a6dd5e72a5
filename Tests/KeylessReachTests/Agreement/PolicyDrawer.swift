import KeylessPolicy
import KeylessReach

/// Random policies around requests that there are: each `Allow` is drawn around one, which it mostly lets in.
struct PolicyDrawer {
  var dice: Dice
  let arena: Arena
  /// Forms with every component that can be asked for.
  let drafts: [Form]

  /// What a policy was drawn around, by component.
  typealias Facts = [String: Point.Value]

  mutating func policy(_ hand: [ConditionTest]) -> (policy: DrawnPolicy, origins: [Facts]) {
    var statements: [DrawnPolicy.Statement] = []
    var origins: [Facts] = []
    let count = number(of: [1, 1, 1, 2, 2, 3])
    var hands = Array(repeating: [ConditionTest](), count: count)
    for test in hand { hands[dice.number(0...(count - 1))].append(test) }
    for index in 0..<count {
      let isDeny = index > 0 && dice.chance(40)
      // A second statement is often about the same request as the first.
      let form = dice.pick(drafts)
      let origin = origins.isEmpty || dice.chance(60) ? facts(form) : dice.pick(origins)
      let place = Point(form.components.map { origin[$0.name] ?? .absent })
      statements.append(statement(isDeny, hands[index], form.context(of: place)))
      origins.append(origin)
    }
    return (DrawnPolicy(statements: statements), origins)
  }

  private mutating func number(of choices: [Int]) -> Int { dice.pick(choices) }

  /// A request of a form out of the vocabulary.
  private mutating func facts(_ form: Form) -> Facts {
    var out: Facts = [:]
    for component in form.components {
      if component.domain.absent, dice.chance(20) { continue }
      let texts = (Vocabulary.texts[component.name] ?? []).map { Point.Value.text(Array($0.utf8)) }
      var legal = texts.filter(component.domain.contains)
      if legal.isEmpty { legal = component.domain.language.members(preferring: 3).map { .text($0) } }
      if !legal.isEmpty { out[component.name] = dice.pick(legal) }
    }
    return out
  }

  private mutating func statement(
    _ isDeny: Bool,
    _ hand: [ConditionTest],
    _ context: RequestContext
  ) -> DrawnPolicy.Statement {
    var statement = DrawnPolicy.Statement(isDeny: isDeny, elements: elements(), conditions: [])
    var tests = hand
    for _ in 0..<dice.number(0...2) {
      tests.append(ConditionTest(dice.pick([.stringEquals, .stringLike, .stringLike, .stringNotLike])))
    }
    if tests.isEmpty, isDeny { tests.append(ConditionTest(.stringLike)) }
    for test in tests {
      let key = key(test, context)
      let isTwice = statement.conditions.contains { $0.test == test && ConditionKey($0.key) == ConditionKey(key) }
      if isTwice { continue }
      var drawer = ValueDrawer(dice: dice, test: test, key: key, arena: arena)
      statement.conditions.append(.init(test: test, key: key, values: drawer.values(context[key]?.first)))
      dice = drawer.dice
    }
    return statement
  }

  private mutating func elements() -> [(name: String, values: [String])] {
    guard arena == .general else {
      let action = dice.chance(94) ? "sts:AssumeRoleWithWebIdentity" : dice.pick(["sts:*", "sts:AssumeRole"])
      return [("Action", [action])]
    }
    let actions = ["s3:*", "s3:Get*", "*", "s3:getobject", "iam:*", "s3:?etObject", "s3:*object"]
    let resources = ["*", "*", "arn:aws:s3:::data/*", "arn:aws:s3:::data/?", "arn:aws:s3:::*/secret"]
    return [
      (dice.chance(20) ? "NotAction" : "Action", (0..<dice.number(1...2)).map { _ in dice.pick(actions) }),
      (dice.chance(20) ? "NotResource" : "Resource", (0..<dice.number(1...2)).map { _ in dice.pick(resources) }),
    ]
  }

  /// A key that the operator can read, most of the time.
  private mutating func key(_ test: ConditionTest, _ context: RequestContext) -> String {
    let known =
      drafts[0].knownKeys.map(\.name).filter { !$0.hasSuffix(":oaud") || dice.chance(10) }
      + ["sub", "sub", "sub", "sub"].map { "\(arena.prefix ?? "ex"):\($0)" }
    let missing = Vocabulary.missingKeys(arena)
    if dice.chance(4) { return dice.pick(missing) }
    let types: [ContextKeyType]
    switch test.comparison.comparison {
    case .number: types = [.numeric]
    case .date:
      types = [.date]
      if dice.chance(94) { return arena == .general ? "ex:When" : dice.pick(["aws:CurrentTime", "aws:EpochTime"]) }
    case .address:
      types = [.ip]
      if dice.chance(94) { return arena == .general ? "ex:Address" : "aws:SourceIp" }
    case .bool: types = [.boolean]
    case .binary: types = [.binary]
    case .arn:
      let fitting = context.all.filter { $0.values.first?.utf8.count { $0 == UInt8(ascii: ":") } ?? 0 >= 5 }
      return fitting.isEmpty ? dice.pick(known) : dice.pick(fitting).key
    case .text, .textIgnoringCase, .wildcards, .null:
      let typed = ["aws:SourceIp", "aws:CurrentTime", "aws:EpochTime", "ex:When", "ex:Address", "ex:Count"]
      let texts = known.filter { !typed.contains($0) && $0 != "ex:sub" }
      return dice.pick(test.comparison == .null || dice.chance(3) ? known.filter { $0 != "ex:sub" } : texts)
    }
    let fitting = context.all.filter { entry in
      types.contains { type in entry.values.first.map(type.admits) ?? false }
        && !["aws:SourceIp", "aws:CurrentTime", "aws:EpochTime"].contains(entry.key)
    }
    return fitting.isEmpty ? dice.pick(known) : dice.pick(fitting).key
  }
}

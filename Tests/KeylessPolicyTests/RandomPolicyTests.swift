import KeylessTesting
import KeylessPolicy
import KeylessSource
import Testing

/// Random policies and requests over all operators and qualifiers, against a second evaluator written from the table alone.
@Suite
struct RandomPolicyTests {
  struct Clause {
    var test: ConditionTest
    var key: String
    var values: [String]
  }

  /// Whether one policy value matches one request value, without wildcards; the one variable never has a value.
  static func matches(_ comparison: ConditionOperator.Comparison, _ policy: String, _ request: String) -> Bool {
    if policy.contains("${") { return false }
    return switch comparison {
    case .text, .wildcards: policy == request
    case .textIgnoringCase: policy.lowercased() == request.lowercased()
    case .number(let order): holds(order, Double(request), Double(policy))
    case .date(let order): holds(order, Double(request), Double(policy))
    case .bool, .binary, .arn: policy == request
    case .address: request.hasPrefix(policy.split(separator: "0/").first ?? "-") && !request.contains("/")
    case .null: false
    }
  }

  static func holds(_ order: ConditionOperator.Order, _ request: Double?, _ policy: Double?) -> Bool {
    guard let request, let policy else { return false }
    return switch order {
    case .equal: request == policy
    case .less: request < policy
    case .lessOrEqual: request <= policy
    case .greater: request > policy
    case .greaterOrEqual: request >= policy
    }
  }

  static func expected(_ clause: Clause, _ context: [String: [String]]) -> Bool {
    let values = context[clause.key]
    if clause.test.comparison == .null { return clause.values.contains(values?.isEmpty ?? true ? "true" : "false") }
    let negated = clause.test.comparison.isNegated
    func one(_ value: String) -> Bool {
      clause.values.contains { matches(clause.test.comparison.comparison, $0, value) } != negated
    }
    switch clause.test.qualifier {
    case .forAllValues, .forAllValuesIfExists: return values?.allSatisfy(one) ?? true
    case .forAnyValue, .forAnyValueIfExists: return values?.contains(where: one) ?? false
    case .plain, .ifExists:
      guard let values else { return negated || clause.test.qualifier == .ifExists }
      return values.isEmpty ? negated : values.count == 1 && one(values[0])
    }
  }

  static func pool(_ comparison: ConditionOperator.Comparison) -> (policy: [String], request: [String]) {
    switch comparison {
    case .text, .textIgnoringCase, .wildcards: (["a", "B", "é", "${x:none}"], ["a", "A", "b", "é", "", "${x:none}"])
    case .number: (["1", "2.5", "-3"], ["1", "1.0", "2.5", "3", "x"])
    case .date: (["1700000000", "1700000001"], ["1700000000", "1700000002", "soon"])
    case .bool: (["true", "false", "${x:none}"], ["true", "false", "maybe"])
    case .binary: (["AA==", "AQ=="], ["AA==", "Ag==", "?"])
    case .address: (["10.1.2.0/24", "192.0.2.0/24"], ["10.1.2.9", "192.0.2.1", "198.51.100.1", "10.1.2.0/24"])
    case .arn:
      (["arn:aws:s3:::a", "arn:aws:s3:::b", "arn:aws:s3:::${x:none}"], ["arn:aws:s3:::a", "arn:aws:s3:::c", "a"])
    case .null: (["true", "false"], ["a"])
    }
  }

  static func some(_ pool: [String], _ count: Int, _ random: inout SplitMix64) -> [String] {
    (0..<count).compactMap { _ in pool.randomElement(using: &random) }
  }

  @Test("decide, explain and the second evaluator agree on random policies")
  func agreement() throws {
    let seed: UInt64 = 0x6B65_796C_6573_7302
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    var tally: [PolicyOutcome: Int] = [:]
    var seen: Set<ConditionTest> = []
    for _ in 0..<6_000 {
      var context: [String: [String]] = [:]
      var statements: [(effect: String, action: String, clauses: [Clause])] = []
      for number in 0..<Int.random(in: 1...3, using: &random) {
        var clauses: [Clause] = []
        for index in 0..<Int.random(in: 0...2, using: &random) {
          let test = try #require(ConditionTest.all.randomElement(using: &random))
          guard !clauses.contains(where: { $0.test == test }) else { continue }
          let (policy, request) = Self.pool(test.comparison.comparison)
          let key = "x:\(number).\(index)"
          clauses.append(
            Clause(test: test, key: key, values: Self.some(policy, Int.random(in: 1...2, using: &random), &random))
          )
          seen.insert(test)
          if Int.random(in: 0..<4, using: &random) > 0 {
            context[key] = Self.some(request, [0, 1, 1, 1, 2].randomElement(using: &random) ?? 1, &random)
          }
        }
        let effect = Int.random(in: 0..<4, using: &random) == 0 ? "Deny" : "Allow"
        statements.append((effect, ["s3:Get*", "*", "iam:GetRole"].randomElement(using: &random) ?? "*", clauses))
      }
      let applying = statements.filter {
        $0.action != "iam:GetRole" && $0.clauses.allSatisfy { Self.expected($0, context) }
      }
      let expected: PolicyOutcome =
        applying.contains { $0.effect == "Deny" } ? .deny : applying.isEmpty ? .implicitDeny : .allow
      let text = Self.document(statements)
      let policy = try PolicyFixture.policy(text)
      let request = PolicyRequest(
        action: "S3:getobject",
        resource: "arn:aws:s3:::b/k",
        context: RequestContext(context.map { ($0.uppercased(), $1) })
      )
      #expect(policy.decide(request) == expected, "\(text) \(context)")
      #expect(policy.explain(request).outcome == expected)
      tally[expected, default: 0] += 1
    }
    #expect(seen.count == ConditionTest.all.count)
    for outcome in [PolicyOutcome.allow, .deny, .implicitDeny] { #expect((tally[outcome] ?? 0) > 500) }
  }

  static func document(_ statements: [(effect: String, action: String, clauses: [Clause])]) -> String {
    JSON.object([
      JSON.Member("Version", "2012-10-17"),
      JSON.Member(
        "Statement",
        .array(
          statements.map { statement in
            let conditions = statement.clauses.map { clause in
              let values = JSON.array(clause.values.map(JSON.string))
              return JSON.Member(clause.test.description, .object([JSON.Member(clause.key, values)]))
            }
            return .object([
              JSON.Member("Effect", .string(statement.effect)), JSON.Member("Action", .string(statement.action)),
              JSON.Member("Resource", "*"), JSON.Member("Condition", .object(conditions)),
            ])
          }
        )
      ),
    ]).compact
  }
}

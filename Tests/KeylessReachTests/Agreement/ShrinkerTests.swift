import KeylessPolicy
import KeylessSource
import Testing

/// What finds and shrinks disagreements, with evaluators that are wrong on purpose.
@Suite("a disagreement of the engines", .timeLimit(.minutes(10)))
struct ShrinkerTests {
  @Test("with an evaluator that forgets IfExists is found, and shrunk to one condition")
  func forgottenIfExists() async throws {
    let forgetful = Examiner { policy, request in
      let plain = policy.document.withoutIfExists
      return CompiledPolicy(plain).decide(request) == .allow
    }
    let example = try #require(try await Self.shrunk(forgetful))
    let conditions = example.policy.conditions
    #expect(example.policy.statements.count == 1, "\(example)")
    #expect(conditions.count == 1, "\(example)")
    let qualifiers: [ConditionQualifier] = [.ifExists, .forAllValuesIfExists, .forAnyValueIfExists]
    #expect(conditions.allSatisfy { qualifiers.contains($0.test.qualifier) && $0.values.count == 1 }, "\(example)")
  }

  @Test("with an evaluator that forgets Deny is found, and shrunk to two statements without conditions")
  func forgottenDeny() async throws {
    let forgetful = Examiner { policy, request in
      policy.explain(request).statements.contains { $0.effect == .allow && $0.applies }
    }
    let example = try #require(try await Self.shrunk(forgetful))
    #expect(example.policy.statements.map(\.isDeny).sorted { !$0 && $1 } == [false, true], "\(example)")
    #expect(example.policy.conditions.isEmpty, "\(example)")
  }

  /// The first disagreement of a run, made small.
  private static func shrunk(_ examiner: Examiner) async throws -> Counterexample? {
    let seed: UInt64 = 4711
    let tally = try await Agreement(seed: seed, examiner: examiner, pairs: 100).tally(40)
    return tally.wrong.first.map { Shrinker(disagrees: examiner.disagrees).shrunk($0) }
  }
}

extension PolicyDocument {
  fileprivate var withoutIfExists: PolicyDocument {
    var copy = self
    for index in copy.statements.indices {
      for place in copy.statements[index].conditions.indices {
        let qualifier: ConditionQualifier =
          switch copy.statements[index].conditions[place].test.value.qualifier {
          case .plain, .ifExists: .plain
          case .forAllValues, .forAllValuesIfExists: .forAllValues
          case .forAnyValue, .forAnyValueIfExists: .forAnyValue
          }
        copy.statements[index].conditions[place].test.value.qualifier = qualifier
      }
    }
    return copy
  }
}

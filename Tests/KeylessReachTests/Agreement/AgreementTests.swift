import Foundation
import KeylessPolicy
import KeylessReach
import Testing

/// The two engines about the same pipelines: the sets computed here, and the evaluator of the local AWS.
///
/// `KEYLESS_AGREEMENT_SEED` replays a run; `KEYLESS_AGREEMENT_POLICIES` asks for more policies than an ordinary run takes
/// (`make agreement` for 2,000 in a release build).
@Suite("the reach and the evaluator", .timeLimit(.minutes(60)))
struct AgreementTests {
  @Test("agree about every pipeline of random policies")
  func agreement() async throws {
    let environment = ProcessInfo.processInfo.environment
    let policies = environment["KEYLESS_AGREEMENT_POLICIES"].flatMap { Int($0) } ?? 200
    let seed = environment["KEYLESS_AGREEMENT_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
    print("the seed of this run: KEYLESS_AGREEMENT_SEED=\(seed)")
    let agreement = Agreement(seed: seed)
    let clock = ContinuousClock()
    let start = clock.now
    let tally = try await agreement.tally(policies)
    print("\(tally.summary); \(clock.now - start)\n\(tally.table)")
    let shrinker = Shrinker(disagrees: agreement.examiner.disagrees)
    let examples = tally.wrong.prefix(3).map { shrinker.shrunk($0).description }
    #expect(
      tally.wrong.isEmpty,
      "seed \(seed), \(tally.wrong.count) policies: \(examples.joined(separator: "\n\n"))"
    )
    #expect(tally.admitted * 4 >= tally.pairs)
    #expect(tally.near * 4 >= tally.pairs)
    #expect(tally.pairs >= policies * 475)
    #expect(tally.neverDrawn.isEmpty || policies < 100, "never drawn: \(tally.neverDrawn)")
  }

  @Test(
    "a negated condition on a key that is not known holds for sure nowhere, whatever it is compared with",
    arguments: [("aws:EpochTime", "${:actor}", false), ("aws:EpochTime", "x", false), (":aud", "x", true)]
  )
  func unknownUnderNegation(key: String, value: String, isSure: Bool) throws {
    let arena = Arena.trust(platform: "github", issuer: "https://token.actions.githubusercontent.com")
    let prefix = try #require(arena.prefix)
    let condition = DrawnPolicy.Condition(
      test: try #require(ConditionTest("ForAnyValue:ArnNotEquals")),
      key: key.hasPrefix(":") ? prefix + key : key,
      values: [value.replacing("{:", with: "{\(prefix):")]
    )
    let statement = DrawnPolicy.Statement(isDeny: false, elements: arena.elements, conditions: [condition])
    let ground = try arena.ground(DrawnPolicy(statements: [statement]))
    #expect(ground.fields.allSatisfy { $0.sure.isEmpty != isSure })
    #expect(ground.fields.allSatisfy { !$0.possible.isEmpty })
  }
}

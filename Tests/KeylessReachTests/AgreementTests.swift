import Foundation
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessTesting
import Testing

/// The two engines about the same pipelines: the sets computed here, and the evaluator of the local AWS.
///
/// `KEYLESS_AGREEMENT_POLICIES` asks for more policies than an ordinary run takes.
@Suite("the reach and the evaluator", .timeLimit(.minutes(20)))
struct AgreementTests {
  private static let policies =
    ProcessInfo.processInfo.environment["KEYLESS_AGREEMENT_POLICIES"].flatMap(Int.init) ?? 60

  private struct Tally {
    var pairs = 0
    var admitted = 0
    /// Refused, one component away from an admitted one.
    var near = 0
    var unknown = 0
    var complex = 0
    var wrong: [String] = []
  }

  @Test("agree about every pipeline of random policies")
  func agreement() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    var tally = Tally()
    for index in 0..<Self.policies {
      let (id, issuer) = RandomTrustPolicy.issuers[index % RandomTrustPolicy.issuers.count]
      try Self.check(id, issuer, SplitMix64(seed: random.next()), &tally)
    }
    print(
      "seed \(seed): \(Self.policies) policies, \(tally.pairs) pairs, \(tally.admitted) admitted, \(tally.near) one edit away, "
        + "\(tally.unknown) with unknowns, \(tally.complex) too complex"
    )
    #expect(
      tally.wrong.isEmpty,
      "seed \(seed), \(tally.wrong.count): \(tally.wrong.prefix(3).joined(separator: "\n\n"))"
    )
    #expect(tally.admitted * 4 >= tally.pairs)
    #expect(tally.near > 0)
  }

  private static func check(_ id: String, _ issuer: String, _ random: SplitMix64, _ tally: inout Tally) throws {
    let platform = try #require(Platform.named(id))
    let draft = try TrustUniverse(platform: platform, issuer: issuer, audiences: nil, policies: [])
    var maker = RandomTrustPolicy(random: random, universe: draft, pool: RandomTrustPolicy.pools[id] ?? [:])
    let text = maker.policy()
    let document = try PolicyDocument.parse(bytes: Array(text.utf8), file: "policy", kind: .trust)
    let policy = CompiledPolicy(document)
    let universe = try TrustUniverse(platform: platform, issuer: issuer, audiences: nil, policies: [document])
    let provider = "arn:aws:iam::111122223333:oidc-provider/\(universe.prefix)"
    let reach: TrustReach
    do { reach = try TrustReach(policy, provider: provider, in: universe) } catch {
      tally.complex += 1
      return
    }
    if !reach.unknowns.isEmpty { tally.unknown += 1 }
    maker = RandomTrustPolicy(random: maker.random, universe: universe, pool: maker.pool)
    for part in reach.forms {
      for (point, isNear) in maker.points(part) {
        let request = TrustReach.request(provider, part.form.context(of: point))
        let isAllowed = policy.decide(request) == .allow
        let (sure, possible) = (part.sure.contains(point), part.possible.contains(point))
        tally.pairs += 1
        if isAllowed { tally.admitted += 1 } else if isNear { tally.near += 1 }
        let agrees = isAllowed ? possible : !sure
        if !agrees || (reach.unknowns.isEmpty && sure != isAllowed) {
          tally.wrong.append("\(request.context.all) allowed \(isAllowed) sure \(sure) possible \(possible)\n\(text)")
        }
      }
    }
  }
}

extension RandomTrustPolicy {
  /// Points of anywhere, of the set, and of its neighbourhood.
  mutating func points(_ part: TrustReach.FormReach) -> [(point: Point, isNear: Bool)] {
    var points = (0..<20).map { _ in (point(of: part.form), false) }
    for box in part.sure.boxes.prefix(5) {
      for _ in 0..<4 {
        guard let inside = point(in: box, of: part.form) else { continue }
        points.append((inside, false))
        for _ in 0..<4 { points.append((neighbour(of: inside, part.form), true)) }
      }
    }
    return points
  }

  /// A point inside a box: from the pool where that is inside, else a member.
  mutating func point(in box: Box, of form: Form) -> Point? {
    var out = point(of: form)
    for index in out.values.indices {
      let factor = box.factors[index] ?? form.components[index].domain
      if factor.contains(out.values[index]) { continue }
      let members = factor.language.members(preferring: 4)
      if !members.isEmpty {
        out.values[index] = .text(pick(members))
      } else if factor.absent {
        out.values[index] = .absent
      } else if let other = [
        "10.0.0.1", "11.0.0.1", "2001:db8::1", "fe80::1", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "1999-01-01",
      ].map({ Array($0.utf8) }).first(where: { factor.contains(.text($0)) }) {
        out.values[index] = .text(other)
      } else {
        return nil
      }
    }
    return out
  }

  /// One component differs, and is still legal.
  mutating func neighbour(of point: Point, _ form: Form) -> Point {
    for _ in 0..<10 {
      let index = number(0...(form.components.count - 1))
      let domain = form.components[index].domain
      var value = point.values[index]
      if case .text(var text) = value {
        let letter: UInt8 = pick([97, 65, 49, 45, 47, 109])
        switch number(0...3) {
        case 0: text.append(letter)
        case 1: if !text.isEmpty { text.removeLast() }
        case 2: if !text.isEmpty { text[number(0...(text.count - 1))] = letter }
        default: text.insert(letter, at: number(0...text.count))
        }
        value = .text(text)
      }
      if domain.absent, chance(20) { value = .absent }
      if value != point.values[index], domain.contains(value) {
        var out = point
        out.values[index] = value
        return out
      }
    }
    return self.point(of: form)
  }
}

import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// The reach of usual trust policies beside one decision on one of them, two of them compared, a thousand roles, and
/// policies that are written to hang an analysis.
///
/// Processor time of the one thread that computes, because the machine may be somebody else's too.
enum ReachBenchmark {
  static func provider(_ issuer: String) -> String { "arn:aws:iam::111122223333:oidc-provider/\(issuer)" }

  private static func policy(_ issuer: String, _ condition: String) -> String {
    """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/\(issuer)"},
    "Action":"sts:AssumeRoleWithWebIdentity","Condition":\(condition)}]}
    """
  }

  private static let usual = [
    (
      "gitlab", "https://gitlab.com",
      policy(
        "gitlab.com",
        #"{"StringEquals":{"gitlab.com:aud":"sts.amazonaws.com","gitlab.com:project_id":"4711"},"StringLike":{"gitlab.com:sub":"project_path:acme/shop:ref_type:branch:ref:release/*"}}"#
      )
    ),
    (
      "github", "https://token.actions.githubusercontent.com",
      policy(
        "token.actions.githubusercontent.com",
        #"{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/shop:*"}}"#
      )
    ),
  ]

  static func run() throws -> String {
    var members: [(String, String)] = []
    for (name, issuer, text) in usual { members.append((name, try usual(name, issuer, text))) }
    members.append(("thousand_roles", try thousand()))
    members.append(("adversarial", try adversarial()))
    return Figures.object(members)
  }

  private static func usual(_ name: String, _ issuer: String, _ text: String) throws -> String {
    let document = try PolicyDocument.parse(bytes: Array(text.utf8), file: "bench", kind: .trust)
    // The same with one more condition: within the other, and smaller.
    let narrower = try PolicyDocument.parse(bytes: Array(narrowed(text).utf8), file: "bench", kind: .trust)
    let (policy, other) = (CompiledPolicy(document), CompiledPolicy(narrower))
    guard let platform = Platform.named(name) else { throw BenchmarkError(description: "no platform \(name)") }
    let both = [document, narrower]
    let universe = try TrustUniverse(platform: platform, issuer: issuer, audiences: nil, policies: both)
    let provider = provider(universe.prefix)
    let set = try median { try TrustReach(policy, provider: provider, in: universe).forms.isEmpty ? 0 : 1 }
    let answer = try median {
      let universe = try TrustUniverse(platform: platform, issuer: issuer, audiences: nil, policies: [document])
      return try ReachAnalysis(policy, provider: provider, in: universe).answer().witnesses.isEmpty ? 0 : 1
    }
    let inclusion = try median {
      let work = Work()
      let left = try TrustReach(other, provider: provider, in: universe, work: work)
      let right = try TrustReach(policy, provider: provider, in: universe, work: work)
      return try left.isIncluded(in: right, work) == true && right.isIncluded(in: left, work) == false ? 1 : 0
    }
    let context = RequestContext([("\(universe.prefix):aud", ["sts.amazonaws.com"])])
    let request = TrustReach.request(provider, context)
    let decision = try median { policy.decide(request) == .allow ? 1 : 2 }
    return Figures.object([
      ("set_microseconds", Figures.number(set)), ("target_set_microseconds", "1000"),
      ("both_inclusions_microseconds", Figures.number(inclusion)), ("target_inclusion_microseconds", "2000"),
      ("answer_microseconds", Figures.number(answer)), ("decision_microseconds", Figures.number(decision)),
    ])
  }

  private static func narrowed(_ text: String) -> String {
    text.replacing(
      "{\"StringEquals\":{",
      with: "{\"StringNotLike\":{\"\(issuerKey(text)):sub\":\"*:ref:*x*\"},\"StringEquals\":{"
    )
  }

  private static func issuerKey(_ text: String) -> String {
    text.contains("oidc-provider/gitlab.com") ? "gitlab.com" : AdversarialPolicies.key
  }

  /// Answers for a thousand roles that differ, with classes, words and witnesses, on one core.
  private static func thousand() throws -> String {
    let universes = Universes()
    let roles = (0..<1000).map { index in
      let (name, issuer, text) = usual[index % usual.count]
      let own = text.replacing("acme/shop", with: "acme/shop\(index)").replacing("4711", with: "\(4711 + index)")
      return (name, issuer, own)
    }
    let start = Clock.cpu()
    for (name, issuer, own) in roles {
      let document = try PolicyDocument.parse(bytes: Array(own.utf8), file: "bench", kind: .trust)
      guard let platform = Platform.named(name) else { throw BenchmarkError(description: "no platform \(name)") }
      let universe = try universes.universe(platform: platform, issuer: issuer, audiences: nil, policies: [document])
      let answer = try ReachAnalysis(CompiledPolicy(document), provider: provider(universe.prefix), in: universe)
        .answer()
      guard !answer.witnesses.isEmpty else { throw BenchmarkError(description: "nobody gets in") }
    }
    let seconds = Double(Clock.cpu() - start) / 1e9
    return Figures.object([("seconds", Figures.number(seconds)), ("target_seconds", "1")])
  }

  private static func adversarial() throws -> String {
    guard let platform = Platform.named("github") else { throw BenchmarkError(description: "no platform github") }
    var times: [(name: String, milliseconds: Double)] = []
    var tooComplex = 0
    for (name, text) in AdversarialPolicies.all() {
      let document = try PolicyDocument.parse(bytes: Array(text.utf8), file: "bench", kind: .trust)
      let start = Clock.cpu()
      do {
        let universe = try TrustUniverse(platform: platform, issuer: usual[1].1, audiences: nil, policies: [document])
        let policy = CompiledPolicy(document)
        _ = try ReachAnalysis(policy, provider: provider(universe.prefix), in: universe).answer()
      } catch is TooComplex {
        tooComplex += 1
      }
      times.append((name, Double(Clock.cpu() - start) / 1e6))
    }
    let slowest = times.max { $0.milliseconds < $1.milliseconds }
    return Figures.object([
      ("policies", "\(times.count)"), ("unknown_too_complex", "\(tooComplex)"),
      ("below_100_milliseconds", "\(times.count { $0.milliseconds < 100 })"),
      ("target_below_100_milliseconds", "\(Int((Double(times.count) * 0.95).rounded(.up)))"),
      ("slowest", "\"\(slowest?.name ?? "")\""), ("slowest_milliseconds", Figures.number(slowest?.milliseconds ?? 0)),
    ])
  }

  private static func median(_ work: () throws -> Int) throws -> Double {
    var times: [Double] = []
    for _ in 0..<51 {
      let start = Clock.cpu()
      guard try work() > 0 else { throw BenchmarkError(description: "nothing was computed") }
      times.append(Double(Clock.cpu() - start) / 1000)
    }
    return Clock.median(times)
  }
}

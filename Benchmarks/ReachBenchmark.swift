import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// The reach of usual trust policies beside one decision on one of them: the set, not the words.
enum ReachBenchmark {
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
    for (name, issuer, text) in usual {
      let document = try PolicyDocument.parse(bytes: Array(text.utf8), file: "bench", kind: .trust)
      let policy = CompiledPolicy(document)
      guard let platform = Platform.named(name) else { throw BenchmarkError(description: "no platform \(name)") }
      let universe = try TrustUniverse(platform: platform, issuer: issuer, audiences: nil, policies: [document])
      let provider = "arn:aws:iam::111122223333:oidc-provider/\(universe.prefix)"
      let set = try median { try TrustReach(policy, provider: provider, in: universe).forms.isEmpty ? 0 : 1 }
      let answer = try median {
        let universe = try TrustUniverse(platform: platform, issuer: issuer, audiences: nil, policies: [document])
        return try ReachAnalysis(policy, provider: provider, in: universe).answer().witnesses.isEmpty ? 0 : 1
      }
      let context = RequestContext([("\(universe.prefix):aud", ["sts.amazonaws.com"])])
      let request = TrustReach.request(provider, context)
      let decision = try median { policy.decide(request) == .allow ? 1 : 2 }
      members.append(
        (
          name,
          Figures.object([
            ("set_microseconds", Figures.number(set)), ("answer_microseconds", Figures.number(answer)),
            ("target_set_microseconds", "1000"), ("decision_microseconds", Figures.number(decision)),
          ])
        )
      )
    }
    return Figures.object(members)
  }

  private static func median(_ work: () throws -> Int) throws -> Double {
    var times: [Double] = []
    for _ in 0..<51 {
      let start = Clock.now()
      guard try work() > 0 else { throw BenchmarkError(description: "nothing was computed") }
      times.append(Double(Clock.now() - start) / 1000)
    }
    return Clock.median(times)
  }
}

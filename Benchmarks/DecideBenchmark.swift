import KeylessPolicy

/// One usual trust policy, two conditions, compiled once: the time of one decision.
enum DecideBenchmark {
  private static let policy = """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
    "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"gitlab.com:aud":"sts.amazonaws.com"},
    "StringLike":{"gitlab.com:sub":"project_path:acme/*:ref_type:branch:ref:main"}}}]}
    """

  static func run() throws -> String {
    let compiled = CompiledPolicy(try PolicyDocument.parse(bytes: Array(policy.utf8), file: "bench", kind: .trust))
    let request = PolicyRequest(
      principal: .federated(provider: "arn:aws:iam::111122223333:oidc-provider/gitlab.com"),
      action: "sts:AssumeRoleWithWebIdentity",
      context: RequestContext([
        ("gitlab.com:aud", ["sts.amazonaws.com"]),
        ("gitlab.com:sub", ["project_path:acme/shop:ref_type:branch:ref:main"]),
        ("gitlab.com:project_id", ["4711"]), ("gitlab.com:namespace_id", ["815"]), ("sts:RoleSessionName", ["job"]),
        ("aws:SourceIp", ["127.0.0.1"]), ("aws:SecureTransport", ["true"]),
      ])
    )
    guard compiled.decide(request) == .allow else {
      throw BenchmarkError(description: "the benchmark's policy refuses")
    }
    let rounds = 31
    let count = 20_000
    var nanoseconds: [Double] = []
    var allowed = 0
    for _ in 0..<rounds {
      let start = Clock.now()
      for _ in 0..<count where compiled.decide(request) == .allow { allowed += 1 }
      nanoseconds.append(Double(Clock.now() - start) / Double(count))
    }
    guard allowed == rounds * count else { throw BenchmarkError(description: "a decision changed between rounds") }
    return Figures.object([
      ("nanoseconds", Figures.number(Clock.median(nanoseconds))), ("target", "1000"), ("rounds", String(rounds)),
    ])
  }
}

/// A benchmark that measured something else than it says.
struct BenchmarkError: Error, CustomStringConvertible {
  var description: String
}

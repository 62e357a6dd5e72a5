import KeylessGenerate
import KeylessIntent
import KeylessPlatforms
import KeylessSource
import Testing

@Suite("a generated trust policy and the intent admit the same pipelines")
struct TrustPolicyPropertyTests {
  struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int(next() % UInt64(elements.count))] }

    mutating func some(_ elements: [String], most: Int) -> [String] {
      let count = 1 + Int(next() % UInt64(most))
      return (0..<count).map { _ in pick(elements) }
    }
  }

  private static let branches = ["main", "release/*", "a${b}", "*", "x*y", "\u{E9}", "*main", "$*"]
  private static let tags = ["v*", "main", "v1", "*.0"]
  private static let refs = [
    "main", "release/1", "release/example", "a${b}", "xy", "x-y", "\u{E9}", "e\u{301}", "v1", "v1.0", "$x", "amain",
  ]
  private static let environments = ["production", "a:b", "a%3Ab", "p*", "what?", "*", "*3Ab", "a%*", "${x}", "*?"]
  private static let environmentNames = [
    "production", "a:b", "a%3Ab", "p", "what?", "whatx", "${x}", "x", "a%", "literal*", "P",
  ]

  private static func list(_ values: [String]) -> String {
    "[" + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  private static func gitlab(_ random: inout SplitMix64) -> String {
    let own = random.chance(25)
    let subject = random.pick([
      "project_path, ref_type, ref", "project_path, ref_type, ref", "project_path, ref, ref_type",
      "project_id, ref_type, ref", "project_path, ref_type, ref, ref_protected",
      "project_path, project_id, ref_type, ref",
      "project_path, ref_type, ref, deployment_tier", "project_path, ref",
    ])
    var entries = ""
    for _ in 0...(random.next() % 3) {
      var keys: [String] = []
      if subject.contains("project_path") {
        keys.append("project: \"\(random.pick(["acme/shop", "acme/*", "acme/a/b"]))\"")
      }
      if subject.contains("project_id") || (!own && random.chance(50)) {
        keys.append("project-id: \(random.pick(["1", "2"]))")
      }
      if !own, random.chance(30) { keys.append("namespace-id: 7") }
      let branches = random.some(branches, most: 3)
      if !subject.contains("ref_type") {
        keys += ["branches: \(list(["main"]))", "tags: \(list(["main"]))"]
      } else {
        let both = random.next() % 3
        if both != 1 { keys.append("branches: \(list(branches))") }
        if both != 0 { keys.append("tags: \(list(random.some(tags, most: 2)))") }
        if !own, random.chance(40), both == 0 { keys.append("merge-requests: \(random.pick(["true", "false"]))") }
      }
      if !own || subject.contains("ref_protected"), random.chance(30) { keys.append("protected: true") }
      entries += "      - {\(keys.joined(separator: ", "))}\n"
    }
    return "version: 1\naccount: \"111122223333\"\nplatform: gitlab\n"
      + (own ? "issuer: https://gitlab.example.com:8443/x\n" : "")
      + "subject: [\(subject)]\nroles:\n  r:\n    admits:\n" + entries
  }

  private static func github(_ random: inout SplitMix64) -> String {
    let own = random.chance(25)
    let subject =
      random.pick([
        "repo, context", "repo, context", own ? "repo, context, repository_owner" : "context, repo",
        "repo, context, repository_owner_id, repository_owner",
      ])
      + (own || random.chance(80) ? "" : ", repository_id")
    let layout = own ? "classic" : random.pick(["classic", "immutable", "both"])
    var entries = ""
    for _ in 0...(random.next() % 3) {
      var keys = ["project: \"\(random.pick(["acme/shop", own ? "acme/sh" : "acme/sh*", "acme/other"]))\""]
      if subject.contains("repository_id") || (!own && random.chance(50)) {
        keys.append("repository-id: \(random.pick(["1", "2"]))")
      }
      if subject.contains("repository_owner_id") || (!own && random.chance(50)) { keys.append("owner-id: 7") }
      let kind = random.next() % 5
      if kind == 0 { keys.append("pull-requests: true") }
      if kind == 1 || kind == 2 {
        keys.append(
          "environments: \(list(random.some(own ? ["production", "what?", "*", "${x}"] : environments, most: 3)))"
        )
      }
      if kind == 3 || kind == 4 || (kind == 2 && !own) {
        if random.chance(70) {
          keys.append("branches: \(list(random.some(branches, most: 3)))")
        } else {
          keys.append("tags: \(list(random.some(tags, most: 2)))")
        }
      }
      entries += "      - {\(keys.joined(separator: ", "))}\n"
    }
    return "version: 1\naccount: \"111122223333\"\nplatform: github\n"
      + (own ? "issuer: https://ghe.example.com/_services/token\n" : "")
      + "subject-layout: \(layout)\nsubject: [\(subject)]\nroles:\n  r:\n    admits:\n" + entries
  }

  /// A legal pipeline: an example of the role with some facts replaced by legal others.
  private static func mutate(_ pipeline: Pipeline, _ random: inout SplitMix64) -> Pipeline {
    var pipeline = pipeline
    func set(_ fact: String, _ values: [String], _ percent: UInt64) {
      if pipeline[fact] == nil || random.chance(percent) { pipeline[fact] = .text(random.pick(values)) }
    }
    if pipeline.platform == "gitlab" {
      set("project_path", ["acme/shop", "acme/a/b", "acme/shopx", "other/shop"], 10)
      set("project_id", ["1", "2"], 10)
      set("namespace_id", ["7", "8"], 10)
      set("ref", refs, 20)
      set("ref_type", ["branch", "tag"], 15)
      if random.chance(20) { pipeline["ref_protected"] = .flag(random.chance(50)) }
      set(
        "pipeline_source",
        ["push", "web", "merge_request_event", "external_pull_request_event", "parent_pipeline"],
        20
      )
      if random.chance(50) { pipeline["deployment_tier"] = .text(random.pick(["production", "other"])) }
    } else {
      set("repository", ["acme/shop", "acme/sh", "acme/other", "evil/shop"], 10)
      set("repository_id", ["1", "2"], 10)
      set("repository_owner_id", ["7", "8"], 10)
      if random.chance(25) { pipeline["ref"] = .text(random.pick(["refs/heads/", "refs/tags/"]) + random.pick(refs)) }
      if random.chance(15) {
        pipeline["event_name"] = .text("pull_request")
        pipeline["ref"] = .text(random.pick(["refs/pull/7/merge", "refs/heads/main"]))
      } else if random.chance(10), pipeline["ref"]?.text?.hasPrefix("refs/pull") == false {
        pipeline["event_name"] = .text("workflow_dispatch")
      }
      if random.chance(25) { pipeline["environment"] = random.chance(30) ? nil : .text(random.pick(environmentNames)) }
    }
    return pipeline
  }

  /// The claims AWS would see, built by hand from the platforms' documentation.
  private static func claims(_ pipeline: Pipeline, _ intent: Intent, _ layout: Subject.Layout) -> [String: String] {
    func fact(_ name: String) -> String? {
      if case .flag(let flag) = pipeline[name] { return flag ? "true" : "false" }
      return pipeline[name]?.text
    }
    var claims = ["aud": "sts.amazonaws.com"]
    let isGitLab = pipeline.platform == "gitlab"
    var parts: [String] = []
    for component in intent.subject.components {
      switch component {
      case "repo":
        let halves = (fact("repository") ?? "").split(separator: "/").map(String.init)
        parts.append(
          layout == .classic
            ? "repo:\(halves[0])/\(halves[1])"
            : "repo:\(halves[0])@\(fact("repository_owner_id") ?? "")/\(halves[1])@\(fact("repository_id") ?? "")"
        )
      case "context":
        if let environment = fact("environment") {
          parts.append("environment:" + environment.replacing(":", with: "%3A"))
        } else {
          parts.append(fact("event_name") == "pull_request" ? "pull_request" : "ref:" + (fact("ref") ?? ""))
        }
      case "repository_owner": parts.append("repository_owner:" + (fact("repository") ?? "").prefix { $0 != "/" })
      default: if let value = fact(component) { parts.append("\(component):\(value)") }
      }
    }
    claims["sub"] = parts.joined(separator: ":")
    guard intent.issuer.mapsClaims else { return claims }
    let mapped =
      isGitLab
      ? ["project_id", "namespace_id", "ref_protected", "pipeline_source"]
      : ["repository", "repository_id", "repository_owner_id", "ref", "environment"]
    for name in mapped { claims[name] = fact(name) }
    return claims
  }

  @Test("over random intents and pipelines", arguments: ["gitlab", "github"])
  func agree(_ platform: String) throws {
    let seed: UInt64 = 0x6B65_796C_6573_7321
    print("seed \(seed)")
    var random = SplitMix64(state: seed)
    var admitted = 0
    var refused = 0
    var tooLarge = 0
    for _ in 0..<300 {
      let text = platform == "gitlab" ? Self.gitlab(&random) : Self.github(&random)
      let bytes = Array(text.utf8)
      let (read, diagnostics) = Intent.read(bytes, file: "k")
      let intent = try #require(read, "\(TextRenderer(SourceFiles("k", bytes)).render(diagnostics))")
      let role = try #require(intent.roles.first)
      do {
        _ = try TrustPolicy.document(for: role, in: intent)
      } catch TrustPolicyError.tooLarge {
        tooLarge += 1
        continue
      }
      let policies = TrustStyle.all.compactMap { TrustPolicy.document(for: role.admits, in: intent, $0) }
      #expect(policies.count == TrustStyle.all.count)
      for _ in 0..<20 {
        var start = random.pick(role.pipelines).pipeline
        if platform == "gitlab", start["project_path"] == nil { start["project_path"] = .text("acme/shop") }
        let pipeline = Self.mutate(start, &random)
        let wanted = role.admits(pipeline)
        let layouts: [Subject.Layout] = platform == "gitlab" ? [.classic] : intent.subject.layouts
        // Every style says the same; most of the intents are written alike in all of them.
        let policy = random.pick(policies)
        for layout in layouts {
          let claims = Self.claims(pipeline, intent, layout)
          let got = TinyEvaluator.admits(policy, claims, issuer: intent.issuer.key)
          #expect(got == wanted, "seed \(seed)\n\(text)\n\(pipeline)\n\(claims)\n\(policy.pretty)")
          if got != wanted { return }
        }
        if wanted { admitted += 1 } else { refused += 1 }
      }
    }
    print("\(platform): \(admitted) admitted, \(refused) refused, \(tooLarge) policies too large")
    #expect(admitted > 1000)
    #expect(refused > 1000)
    #expect(tooLarge < 50)
  }
}

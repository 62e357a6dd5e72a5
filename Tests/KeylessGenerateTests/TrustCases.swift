import KeylessPlatforms

/// Random intents and pipelines in whose names the special characters of IAM, YAML and the platforms meet.
enum TrustCases {
  struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }

    mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int(next() % UInt64(elements.count))] }

    mutating func list(_ elements: [String], most: Int) -> String {
      let picked = (0...(next() % UInt64(most))).map { _ in pick(elements) }
      return "[" + picked.map { "'\($0)'" }.joined(separator: ", ") + "]"
    }
  }

  private static let branches = [
    "main", "release/*", "a${b}", "*", "x*y", "\u{E9}", "e\u{301}", "*main", "$*", "${*", "K", "\u{212A}", "a$${b",
    "\u{1F680}*", "v1", "%3A", "a\"b", "${aws}", "\u{131}", "\u{DF}",
  ]
  private static let tags = ["v*", "main", "v1", "*.0", "$*", "*", "K"]
  private static let refs = [
    "main", "Main", "release/1", "release/example", "a${b}", "xy", "x-y", "\u{E9}", "e\u{301}", "v1", "v1.0", "$x",
    "amain", "K", "k", "\u{212A}", "${", "a$${b", "\u{1F680}1", "%3A", "a\"b", "${aws}", "i", "\u{131}", "ss",
    "\u{DF}", "mainx", "release",
  ]
  private static let environments = [
    "production", "a:b", "a%3Ab", "a%3ab", "p*", "what?", "*", "*3Ab", "a%*", "${x}", "*?", "?*", "${*}", "${$}*",
    "say \"hi\"", "\u{1F680}*", "\u{E9}", "e\u{301}", "K", "\u{212A}", "a:*", "*:b", "a*:b*", "%", "$", "{x}", "*$*{*",
    "prod:ref:refs/heads/main", "*ref*", "x:repo:acme/shop", "a@b/c@d", "*/shop@*", "::", "\\", "\u{131}", "${x}*",
  ]
  private static let plainEnvironments = ["production", "what?", "*", "${x}", "say \"hi\"", "\u{1F680}", "{", "a@b/c"]
  private static let environmentNames =
    environments + [
      "a", "p", "whatx", "x", "a%", "literal*", "P", "A:B", "a%3AB", "\u{1F680}\u{FE0F}", "k", "$x{y", "{",
    ]

  static func gitlab(_ random: inout Random) -> String {
    let issuer = random.pick([
      "", "", "https://gitlab.example.com:8443/x", "https://GitLab.com", "https://gitlab.com.example.com",
    ])
    let own = !issuer.isEmpty
    let subject = random.pick([
      "project_path, ref_type, ref", "project_path, ref_type, ref", "project_path, ref, ref_type",
      "project_id, ref_type, ref", "project_path, ref_type, ref, ref_protected",
      "project_path, ref_protected, ref, ref_type",
      "project_path, project_id, ref_type, ref", "project_path, ref_type, ref, deployment_tier", "project_path, ref",
      "project_path, environment_protected, ref_type, ref", "project_path", "project_path, ref_type",
      "project_id, ref, ref_type, ref_protected",
    ])
    var entries = ""
    for _ in 0...(random.next() % 3) {
      var keys: [String] = []
      if subject.contains("project_path") {
        keys.append(
          "project: '\(random.pick(["acme/shop", "acme/*", "acme/a/b", "acme/sh*p", "acme/*/b", "Acme/shop"]))'"
        )
      }
      if subject.contains("project_id") || (!own && random.chance(40)) {
        keys.append("project-id: \(random.pick(["1", "2"]))")
      }
      if !own, random.chance(30) { keys.append("namespace-id: 7") }
      if !subject.contains(" ref,"), !subject.hasSuffix(" ref") {
        keys += ["branches: '*'"] + (subject.contains("ref_type") && random.chance(50) ? [] : ["tags: ['*']"])
      } else if !subject.contains("ref_type") {
        let same = random.pick(["main", "*", "v*"])
        keys += ["branches: ['\(same)']", "tags: ['\(same)']"]
      } else {
        let which = random.next() % 3
        if which != 1 { keys.append("branches: \(random.list(branches, most: 3))") }
        if which != 0 { keys.append("tags: \(random.list(tags, most: 2))") }
        if !own, random.chance(40), which == 0 { keys.append("merge-requests: \(random.pick(["true", "false"]))") }
      }
      if !own || subject.contains("ref_protected"), random.chance(30) { keys.append("protected: true") }
      entries += "      - {\(keys.joined(separator: ", "))}\n"
    }
    return "version: 1\naccount: '111122223333'\nplatform: gitlab\n" + (own ? "issuer: \(issuer)\n" : "")
      + "subject: [\(subject)]\nroles:\n  r:\n    admits:\n" + entries
  }

  static func github(_ random: inout Random) -> String {
    let issuer = random.pick([
      "", "", "https://ghe.example.com/_services/token", "https://token.actions.githubusercontent.com/acme-corp",
      "https://token.actions.acme.ghe.com", "https://ghe.example.com:8443/_services/token",
      "https://token.actions.acme.ghe.com/acme",
    ])
    let isServer = issuer.contains("_services")
    // GHE.com with the subdomain again is an issuer of GitHub's and none of AWS's.
    let own = isServer || issuer.hasSuffix("/acme")
    let subject =
      random.pick([
        "repo, context", "repo, context", isServer ? "repo, context, repository_owner" : "context, repo",
        "repo, context, repository_owner_id, repository_owner",
        isServer ? "repo, repository_owner, context" : "repository_owner, context, repo",
        own ? "repo, context" : "context",
      ]) + (own || random.chance(80) ? "" : ", repository_id")
    let layout = isServer ? "classic" : random.pick(own ? ["classic", "immutable"] : ["classic", "immutable", "both"])
    let isBare = own && layout == "immutable"
    var entries = ""
    for _ in 0...(random.next() % 3) {
      var keys = ["project: '\(random.pick(["acme/shop", own ? "acme/sh" : "acme/sh*", "acme/other", "Acme/shop"]))'"]
      if subject.contains("repository_id") || ((!own || isBare) && random.chance(40)) {
        keys.append("repository-id: \(random.pick(["1", "2"]))")
      }
      if isBare || subject.contains("repository_owner_id") || (!own && random.chance(40)) { keys.append("owner-id: 7") }
      let kind = random.next() % 6
      if kind == 0 { keys.append("pull-requests: true") }
      if kind == 1 || kind == 2 || kind == 5 {
        keys.append("environments: \(random.list(own ? plainEnvironments : environments, most: 3))")
      }
      if kind == 3 || kind == 4 || (kind == 2 && !own) {
        let isBranch = random.chance(70)
        if isBranch { keys.append("branches: \(random.list(branches, most: 3))") }
        if !isBranch || random.chance(20) { keys.append("tags: \(random.list(tags, most: 2))") }
      }
      entries += "      - {\(keys.joined(separator: ", "))}\n"
    }
    return "version: 1\naccount: '111122223333'\nplatform: github\n" + (issuer.isEmpty ? "" : "issuer: \(issuer)\n")
      + "subject-layout: \(layout)\nsubject: [\(subject)]\nroles:\n  r:\n    admits:\n" + entries
  }

  /// A pipeline with a few facts replaced by ones that meet the intent's special characters; often not legal.
  static func mutate(_ pipeline: Pipeline, _ random: inout Random) -> Pipeline {
    var pipeline = pipeline
    func set(_ fact: String, _ values: [String], _ percent: UInt64) {
      if random.chance(percent) { pipeline[fact] = .text(random.pick(values)) }
    }
    if pipeline.platform == "gitlab" {
      set("project_path", ["acme/shop", "acme/a/b", "acme/shopx", "other/shop", "Acme/shop", "acme/sh/p"], 20)
      set("project_id", ["1", "2"], 15)
      set("namespace_id", ["7", "8"], 15)
      set("ref", refs, 45)
      set("ref_type", ["branch", "tag"], 20)
      if random.chance(25) { pipeline["ref_protected"] = .flag(random.chance(50)) }
      set(
        "pipeline_source",
        ["push", "web", "merge_request_event", "external_pull_request_event", "parent_pipeline"],
        25
      )
      if random.chance(40) {
        pipeline["environment"] = .text(random.pick(["production", "a:b"]))
        if random.chance(50) { pipeline["environment_protected"] = .flag(random.chance(50)) }
      }
      if random.chance(5) { pipeline["user_id"] = .text("") }
    } else {
      set("repository", ["acme/shop", "acme/sh", "acme/other", "evil/shop", "Acme/shop", "acme/shop-x"], 20)
      set("repository_id", ["1", "2"], 15)
      set("repository_owner_id", ["7", "8"], 15)
      if random.chance(35) { pipeline["ref"] = .text(random.pick(["refs/heads/", "refs/tags/"]) + random.pick(refs)) }
      if random.chance(15) {
        pipeline["event_name"] = .text("pull_request")
        pipeline["ref"] = .text("refs/pull/7/merge")
      } else if random.chance(15) {
        set("event_name", ["workflow_dispatch", "pull_request_target", "merge_group"], 100)
      }
      if random.chance(40) { pipeline["environment"] = random.chance(25) ? nil : .text(random.pick(environmentNames)) }
    }
    return pipeline
  }

  /// A job of somebody else's project, who writes the subject with components of their own choice.
  static func stranger(_ platform: Platform, _ random: inout Random) -> (pipeline: Pipeline, template: [String]) {
    if platform.id == "gitlab" {
      let facts: [String: FactValue] = [
        "project_path": .text(random.pick(["evil/shop", "acme-evil/shop", "evil/acme/shop"])), "project_id": .text("9"),
        "ref": .text(random.pick(refs)),
      ]
      let rest = ["ref", "ref_type", "ref_protected", "project_path", "project_id", "environment_protected"]
      let first = random.pick(["project_path", "project_id"])
      return (Pipeline(platform: platform.id, facts: facts), [first] + (0...2).map { _ in random.pick(rest) })
    }
    let hostile = ["x:repo:acme/shop", "production:repo:acme/shop", "acme/shop:ref:refs/heads/main", "/shop@1"]
    let facts: [String: FactValue] = [
      "repository": .text(random.pick(["evil/shop", "acme-evil/shop", "evil/acme"])), "repository_id": .text("9"),
      "repository_owner_id": .text("9"), "environment": .text(random.pick(hostile + environmentNames)),
      "workflow": .text(random.pick(hostile)), "repo_property_repo": .text(random.pick(hostile)),
    ]
    let keys = ["repo", "context", "environment", "workflow", "repo_property_repo", "repository", "repository_owner"]
    return (Pipeline(platform: platform.id, facts: facts), (0...(random.next() % 3)).map { _ in random.pick(keys) })
  }
}

import KeylessGenerate
import KeylessIntent
import KeylessPlatforms
import KeylessPolicy
import KeylessSource
import Testing

/// An intent becomes a trust policy, the platform's own tokens are minted, and the real policy engine decides.
@Suite("intent, token, trust policy and policy engine agree on who gets in")
struct EndToEndTrustTests {
  private static let audience = "sts.amazonaws.com"

  private struct Tally {
    var admitted = 0
    var refused = 0
    var strangers = 0
    var tooLarge = 0
    var unmintable = 0
  }

  /// One role of a random intent with everything that is needed to ask whether a job gets in.
  private struct Subjected {
    let text: String
    let intent: Intent
    let role: Role
    let policyText: String
    let policy: CompiledPolicy

    init(_ text: String) throws {
      self.text = text
      let bytes = Array(text.utf8)
      let (read, diagnostics) = Intent.read(bytes, file: "k")
      intent = try #require(read, "\(TextRenderer(SourceFiles("k", bytes)).render(diagnostics))")
      role = try #require(intent.roles.first)
      policyText = try TrustPolicy.document(for: role, in: intent).pretty
      let document = try PolicyDocument.parse(bytes: Array(policyText.utf8), file: "trust.json", kind: .trust)
      #expect(document.warnings.isEmpty)
      policy = CompiledPolicy(document)
    }

    var layouts: [SubjectLayout?] {
      intent.subject.layouts.isEmpty ? [nil] : intent.subject.layouts.map { SubjectLayout(rawValue: $0.rawValue) }
    }

    /// What AWS sees of a token: the audience, and the claims it maps for this issuer.
    func context(
      _ pipeline: Pipeline,
      _ platform: Platform,
      _ layout: SubjectLayout?,
      template: [String]? = nil
    ) throws -> RequestContext {
      let token = try platform.token(
        for: pipeline,
        TokenRequest(
          issuer: intent.issuer.url,
          audience: .one(EndToEndTrustTests.audience),
          issuedAt: 1_800_000_000,
          tokenID: "t",
          keyID: "k",
          subjectTemplate: template ?? intent.subject.components,
          subjectLayout: layout,
          facts: .asGiven
        )
      )
      var context = RequestContext()
      for mapped in ConditionKeyMap.claims(mappedFor: intent.issuer.url) {
        if case .string(let text)? = token.payload[mapped.claim] { context[key(mapped.key)] = [text] }
      }
      return context
    }

    func key(_ claim: String) -> String { "\(ConditionKeyMap.prefix(of: intent.issuer.url)):\(claim)" }

    func decide(_ context: RequestContext, provider: String? = nil) -> PolicyOutcome {
      let principal = RequestPrincipal.federated(provider: provider ?? OIDCProvider(intent).arn)
      return policy.decide(
        PolicyRequest(principal: principal, action: "sts:AssumeRoleWithWebIdentity", context: context)
      )
    }
  }

  @Test(
    "over random intents: the examples of a role, their near misses, random neighbours and strangers",
    arguments: ["gitlab", "github"]
  )
  func agree(_ name: String) throws {
    let seed: UInt64 = 0x6B65_796C_6573_7322
    print("seed \(seed)")
    var random = TrustCases.Random(state: seed)
    var tally = Tally()
    let platform = try #require(Platform.named(name))
    for round in 0..<90 {
      let subjected: Subjected
      do {
        subjected = try Subjected(name == "gitlab" ? TrustCases.gitlab(&random) : TrustCases.github(&random))
      } catch TrustPolicyError.tooLarge {
        tally.tooLarge += 1
        continue
      }
      let (intent, role) = (subjected.intent, subjected.role)
      let example = try platform.complete(random.pick(role.pipelines).pipeline, issuer: intent.issuer.url)
      #expect(role.admits(example), "seed \(seed): an example that is not admitted\n\(subjected.text)")
      var pipelines = [example] + (0..<8).map { _ in TrustCases.mutate(random.pick(role.pipelines).pipeline, &random) }
      if round % 9 == 0 {
        let variations = try platform.variations(of: example, issuer: intent.issuer.url)
        pipelines += variations.filter { $0.unmintable == nil }.map(\.pipeline)
      }
      for given in pipelines {
        guard let pipeline = try? platform.complete(given, issuer: intent.issuer.url),
          let contexts = try? subjected.layouts.map({ try subjected.context(pipeline, platform, $0) })
        else {
          tally.unmintable += 1
          continue
        }
        let wanted: PolicyOutcome = role.admits(pipeline) ? .allow : .implicitDeny
        for context in contexts where subjected.decide(context) != wanted {
          Issue.record(
            """
            seed \(seed): wanted \(wanted)
            \(subjected.text)
            \(pipeline.facts)
            \(context.all)
            \(subjected.policyText)
            """
          )
          return
        }
        if wanted == .allow { tally.admitted += 1 } else { tally.refused += 1 }
      }
      try refuseTwins(of: example, subjected, platform, seed)
      try refuseStrangers(subjected, platform, &random, &tally, seed)
    }
    print("\(name): \(tally)")
    #expect(tally.admitted > 90)
    #expect(tally.refused > 90)
    #expect(tally.strangers > 90)
    #expect(tally.tooLarge < 30)
  }

  @Test(
    "a colleague's repository cannot spell the rest of an immutable subject with a branch and a template of its own",
    arguments: ["", "owner-id: 7, ", "repository-id: 1, "]
  )
  func colleague(ids: String) throws {
    let subjected = try Subjected(
      """
      version: 1
      account: '111122223333'
      platform: github
      subject-layout: immutable
      roles:
        r:
          admits:
            - {project: acme/shop, \(ids)environments: [production]}
      """
    )
    let platform = try #require(Platform.named("github"))
    func pipeline(_ repository: String, id: String, ref: String) throws -> Pipeline {
      let facts: [String: FactValue] = [
        "repository": .text(repository), "repository_id": .text(id), "repository_owner_id": .text("7"),
        "ref": .text(ref), "environment": .text("production"),
      ]
      return try platform.complete(Pipeline(platform: platform.id, facts: facts))
    }
    let own = try pipeline("acme/shop", id: "1", ref: "refs/heads/main")
    #expect(subjected.decide(try subjected.context(own, platform, .immutable)) == .allow)
    let other = try pipeline("acme/other", id: "9", ref: "refs/heads/x/shop@1")
    let forged = try subjected.context(other, platform, .immutable, template: ["repo", "ref", "context"])
    #expect(forged[subjected.key("sub")] == ["repo:acme@7/other@9:ref:refs/heads/x/shop@1:environment:production"])
    #expect(subjected.decide(forged) == .implicitDeny)
  }

  /// The admitted job with another audience, without the subject, or behind another account's provider.
  private func refuseTwins(of example: Pipeline, _ subjected: Subjected, _ platform: Platform, _ seed: UInt64) throws {
    for layout in subjected.layouts {
      let context = try subjected.context(example, platform, layout)
      #expect(subjected.decide(context) == .allow, "seed \(seed)\n\(subjected.text)")
      let other = OIDCProvider(subjected.intent).arn.replacing("111122223333", with: "444455556666")
      #expect(subjected.decide(context, provider: other) == .implicitDeny, "seed \(seed)\n\(subjected.text)")
      for (claim, value) in [("aud", [Self.audience + "x"]), ("aud", nil), ("sub", nil)] as [(String, [String]?)] {
        var twin = context
        twin[subjected.key(claim)] = value
        #expect(subjected.decide(twin) == .implicitDeny, "seed \(seed): \(claim)\n\(subjected.text)")
      }
    }
  }

  /// Jobs of other owners, whose subject templates are their own.
  private func refuseStrangers(
    _ subjected: Subjected,
    _ platform: Platform,
    _ random: inout TrustCases.Random,
    _ tally: inout Tally,
    _ seed: UInt64
  ) throws {
    for _ in 0..<4 {
      let (given, template) = TrustCases.stranger(platform, &random)
      let layout = random.pick(subjected.layouts)
      guard let pipeline = try? platform.complete(given, issuer: subjected.intent.issuer.url),
        let context = try? subjected.context(pipeline, platform, layout, template: template)
      else { continue }
      #expect(!subjected.role.admits(pipeline))
      #expect(
        subjected.decide(context) == .implicitDeny,
        "seed \(seed): a stranger\n\(subjected.text)\n\(context.all)\n\(subjected.policyText)"
      )
      tally.strangers += 1
    }
  }
}

import KeylessOIDC
import KeylessAWS
import KeylessClient
import KeylessIntent
import KeylessPlatforms
import KeylessCalls
import KeylessAccounts
import KeylessSource
package import KeylessSystem

/// Plays every handshake an intent implies: each admitted pipeline, and its near misses in one fact each.
package struct HandshakeRehearsal: Sendable {
  private let stage: Stage
  private let system: System

  package init(_ stage: Stage, system: System) {
    self.stage = stage
    self.system = system
  }

  /// Runs against the endpoint at which the stage's local AWS listens.
  ///
  /// Refusals are results; only failures are thrown.
  package func run(endpoint: String) async throws -> HandshakeTranscript {
    let client = STSClient(endpoint: endpoint, region: stage.intent.region, system: system)
    var roles: [HandshakeTranscript.Role] = []
    for staged in stage.roles {
      var attempts: [HandshakeAttempt] = []
      var played: Set<Pipeline> = []
      for named in staged.role.pipelines {
        let pipeline = try stage.press.platform.complete(named.pipeline, issuer: stage.intent.issuer.url)
        played.insert(pipeline)
        for layout in stage.press.layouts {
          attempts += try await attempt(named, pipeline, layout, staged, client, played: &played)
        }
      }
      roles.append(HandshakeTranscript.Role(arn: staged.arn, attempts: attempts))
    }
    return HandshakeTranscript(
      endpoint: endpoint,
      issuer: stage.intent.issuer.url,
      providerARN: stage.providerARN,
      audience: stage.intent.audience,
      roles: roles
    )
  }

  private func attempt(
    _ named: NamedPipeline,
    _ pipeline: Pipeline,
    _ layout: Subject.Layout?,
    _ staged: Stage.StagedRole,
    _ client: STSClient,
    played: inout Set<Pipeline>
  ) async throws -> [HandshakeAttempt] {
    let minted = try stage.press.mint(pipeline, layout: layout)
    let name = stage.press.layouts.count > 1 ? "\(named.name) (\(layout?.rawValue ?? "") subject)" : named.name
    var attempts = [
      HandshakeAttempt(
        kind: .pipeline(name: name),
        isAdmitted: true,
        outcome: try await exchange(minted, staged, named.name, client),
        claims: visibleClaims(minted.payload)
      )
    ]
    for variation in try stage.press.platform.variations(of: pipeline, issuer: stage.intent.issuer.url)
    where layout != stage.press.layouts.first || played.insert(variation.pipeline).inserted {
      attempts.append(try await attempt(variation, layout, staged, named.name, client))
    }
    attempts.append(
      HandshakeAttempt(
        kind: .variation(name: "wrong audience", changes: ["aud = \(Self.otherAudience)"]),
        isAdmitted: false,
        outcome: try await exchange(
          stage.press.mint(pipeline, layout: layout, audience: Self.otherAudience),
          staged,
          named.name,
          client
        )
      )
    )
    attempts.append(
      HandshakeAttempt(
        kind: .variation(name: "expired", changes: ["exp = ten minutes ago"]),
        isAdmitted: false,
        outcome: try await exchange(
          stage.press.mint(pipeline, layout: layout, age: stage.press.lifetime + 600),
          staged,
          named.name,
          client
        )
      )
    )
    return attempts
  }

  private func attempt(
    _ variation: Variation,
    _ layout: Subject.Layout?,
    _ staged: Stage.StagedRole,
    _ name: String,
    _ client: STSClient
  ) async throws -> HandshakeAttempt {
    let kind = HandshakeAttempt.Kind.variation(
      name: variation.name,
      changes: telling(variation.changes).map { "\($0.fact) = \($0.to?.written ?? "absent")" }
    )
    let isAdmitted = staged.role.admits(variation.pipeline)
    if let reason = variation.unmintable {
      return HandshakeAttempt(kind: kind, isAdmitted: isAdmitted, outcome: .unmintable(reason: reason))
    }
    let minted = try stage.press.mint(variation.pipeline, layout: layout)
    return HandshakeAttempt(
      kind: kind,
      isAdmitted: isAdmitted,
      outcome: try await exchange(minted, staged, name, client)
    )
  }

  /// The exchange over HTTP, and for a session the question who it is; the reason of a refusal is the server's own.
  private func exchange(
    _ minted: TokenPress.Minted,
    _ staged: Stage.StagedRole,
    _ name: String,
    _ client: STSClient
  ) async throws -> HandshakeAttempt.Outcome {
    _ = stage.calls.drain()
    let input = AssumeRoleWithWebIdentity.Input(
      roleARN: staged.arn,
      sessionName: SessionName.legal("rehearsal-\(name)"),
      token: WebIdentityToken(minted.token.reveal())
    )
    switch try await client.exchange(input) {
    case .success(let output):
      switch try await client.identity(of: output.credentials) {
      case .success(let identity): return .opened(identity: identity.arn)
      case .failure(let error): return .refused(code: error.code, message: error.message, reason: error.message)
      }
    case .failure(let error):
      var reason = error.message
      for case .refused(_, _, let why) in stage.calls.drain().map(\.outcome) { reason = why }
      return .refused(code: error.code, message: error.message, reason: reason)
    }
  }

  /// The fact that was changed on purpose, and of those that follow from it the ones that AWS sees.
  private func telling(_ changes: [Variation.Change]) -> [Variation.Change] {
    let mapped = Set(ConditionKeyMap.claims(mappedFor: stage.intent.issuer.url).map(\.claim))
    return changes.enumerated().filter { $0.offset == 0 || mapped.contains($0.element.fact) }.map(\.element)
  }

  private func visibleClaims(_ payload: JSON) -> [String] {
    let mapped = ConditionKeyMap.claims(mappedFor: stage.intent.issuer.url).map(\.claim)
    return mapped.compactMap { claim in
      payload[claim].map { value in
        let text = value.string ?? value.compact
        return claim + String(repeating: " ", count: max(22 - claim.count, 1)) + text
      }
    }
  }

  private static let otherAudience = "https://vault.example.com"
}

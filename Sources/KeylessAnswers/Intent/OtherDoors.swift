import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Whom a trust policy lets in besides the tokens of the intent's provider, of whom an intent never speaks.
struct OtherDoors {
  /// A sentence for each, and a pipeline where the issuer's platform is known.
  struct Door {
    let principal: String
    let sentence: String
    let example: JSON?
  }

  private let trust: PolicyDocument
  /// The ARN of the intent's provider in the role's account.
  private let own: String

  init(_ trust: PolicyDocument, own: String) {
    self.trust = trust
    self.own = own
  }

  func found() throws(TooComplex) -> [Door] {
    var out: [Door] = []
    for statement in trust.statements where statement.effect.value == .allow && Self.opens(statement) {
      guard let principal = statement.principal else { continue }
      if principal.isNegated {
        if try isOpen(statement, nil) {
          out.append(Door(principal: "NotPrincipal", sentence: "everybody but those of a `NotPrincipal`", example: nil))
        }
        continue
      }
      for entry in principal.entries {
        guard let name = Self.name(entry.value), !out.contains(where: { $0.principal == name }) else { continue }
        if case .federated(let arn) = entry.value, arn.utf8.elementsEqual(own.utf8) { continue }
        if let door = try door(name, entry, statement) { out.append(door) }
      }
    }
    return out
  }

  private func door(
    _ name: String,
    _ entry: Located<PrincipalEntry>,
    _ statement: Statement
  ) throws(TooComplex) -> Door? {
    guard try isOpen(statement, entry) else { return nil }
    guard case .federated(let arn) = entry.value else { return Door(principal: name, sentence: name, example: nil) }
    guard let range = arn.firstRange(of: ":oidc-provider/") else {
      return Door(principal: name, sentence: "tokens of `\(name)`", example: nil)
    }
    let issuer = "https://" + arn[range.upperBound...]
    guard let platform = Platform.issuing(issuer) else {
      return Door(
        principal: name,
        sentence: "tokens of \(issuer), for which no platform is known (`\(name)`)",
        example: nil
      )
    }
    let templates = SubjectTemplates(trust, platform, issuer: issuer).templates
    let universe = try? TrustUniverse(
      platform: platform,
      issuer: issuer,
      audiences: nil,
      templates: templates,
      policies: [trust]
    )
    guard let universe else { return Door(principal: name, sentence: "tokens of `\(name)`", example: nil) }
    let reach = try TrustReach(CompiledPolicy(trust), provider: arn, in: universe)
    let sentence = "pipelines of \(platform.title) by the provider `\(name)`"
    for part in reach.forms {
      guard let point = part.sure.boxes.lazy.compactMap({ universe.point(in: $0, of: part.form) }).first else {
        continue
      }
      let context = part.form.context(of: point)
      let subject = context["\(universe.prefix):sub"]?.first.map { ": sub \($0)" } ?? ""
      return Door(
        principal: name,
        sentence: sentence + subject,
        example: [
          "pipeline": WitnessJSON.pipeline(universe.pipeline(of: point, part.form)),
          "claims": WitnessJSON.claims(part.form, context.all),
        ]
      )
    }
    // A subject that was not tried is not known to be refused.
    return Door(
      principal: name,
      sentence: sentence + ", though nobody was found whose default token it lets in",
      example: nil
    )
  }

  /// Whether a `Deny` leaves something of what the statement says of this principal; true when it is not known.
  private func isOpen(_ statement: Statement, _ entry: Located<PrincipalEntry>?) throws(TooComplex) -> Bool {
    var alone = statement
    if let entry { alone.principal?.entries = [entry] }
    var document = trust
    document.statements = [alone] + trust.statements.filter { $0.effect.value == .deny }
    let reach = try GeneralReach(document, in: GeneralReach.form(of: [document]))
    return !reach.possible.isEmpty
  }

  /// Whether an action of the statement makes a session of the role.
  private static func opens(_ statement: Statement) -> Bool {
    ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"].contains { action in
      statement.action.patterns.contains { $0.value.matches(action) } != statement.action.isNegated
    }
  }

  /// As the policy writes it.
  private static func name(_ entry: PrincipalEntry) -> String? {
    switch entry {
    case .everyone: "everyone (`*`)"
    case .anyFederated: "tokens of every other provider (Federated `*`)"
    case .anyService: "every AWS service (Service `*`)"
    case .account(let id, _): "AWS `\(id)`: whom this account allows it"
    case .arn(let arn): "AWS `\(arn)`"
    case .uniqueID(let id): "AWS `\(id)`"
    case .service(let service): "Service `\(service)`"
    case .canonicalUser(let id): "CanonicalUser `\(id)`"
    case .federated(let provider): provider
    }
  }
}

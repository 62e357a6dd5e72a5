import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessSource

/// The registered provider does not fit the tokens, or takes more of them than anybody uses.
enum ProviderMismatchRule {
  static let rule = Rule(description, .provider(findings))

  private static let description = RuleDescription(
    "KL306",
    "provider-mismatch",
    "the registered OIDC provider does not fit: its URL is not the token's issuer, or its audiences are none, too many or others",
    .medium,
    .dead,
    .open
  )

  private static func findings(_ subject: ProviderSubject) -> [Finding] {
    [url(subject), noAudience(subject), tooManyAudiences(subject)].compactMap(\.self) + otherAudiences(subject)
  }

  private static func url(_ subject: ProviderSubject) -> Finding? {
    guard let url = subject.provider.url, let issuer = subject.issuer else { return nil }
    if url.value.hasPrefix("http://") {
      return dead(
        subject,
        "the provider's URL is `\(url.value)`, and AWS registers `https` only",
        at: .init(url.span, "not `https`"),
        help: "write `https://\(issuer)`",
        cause: "url"
      )
    }
    guard !subject.isIssuer(issuer), let right = issuers(near: issuer, subject) else { return nil }
    return dead(
      subject,
      "the provider's URL is `\(url.value)`, and the tokens' issuer is `https://\(right)`: to AWS these are two providers",
      at: .init(url.span, "no token has this issuer"),
      help: "write `https://\(right)`",
      cause: "url"
    )
  }

  /// The issuer that was meant: without a slash at the end, in lower case, or without a path.
  private static func issuers(near issuer: String, _ subject: ProviderSubject) -> String? {
    var short = issuer
    while short.hasSuffix("/") { short.removeLast() }
    let lower = short.lowercased()
    if let found = [short, lower].first(where: { $0 != issuer && subject.isIssuer($0) }) { return found }
    // Below a private host there may be other issuers.
    let host = String(lower.prefix { $0 != "/" })
    return host != lower && subject.isPublic(host) ? host : nil
  }

  private static func noAudience(_ subject: ProviderSubject) -> Finding? {
    guard let clients = subject.provider.clientIDs, clients.isEmpty else { return nil }
    return dead(
      subject,
      "the provider's `client_id_list` is empty, so no token's audience is taken",
      at: .init(subject.provider.span, "no audience"),
      help: "name the audience of the tokens: `client_id_list = [\"sts.amazonaws.com\"]`",
      cause: "no audience"
    )
  }

  private static func tooManyAudiences(_ subject: ProviderSubject) -> Finding? {
    guard let clients = subject.provider.clientIDs, clients.count > 1 else { return nil }
    let unused = clients.filter { $0.value != "sts.amazonaws.com" && !subject.isUsed($0.value) }
    guard let first = unused.first else { return nil }
    return Finding(
      description,
      .high,
      .open,
      "the provider takes tokens for `\(first.value)` too, which no trust policy and no job here uses",
      at: .init(first.span, "a token for another service gets in by it"),
      related: unused.dropFirst().map { .init($0.span, "not used either") },
      help: "take out every audience that no job's token has",
      subject: subject.provider.address,
      cause: "audiences " + unused.map(\.value).sorted().joined(separator: ", ")
    )
  }

  /// Trust policies that want an audience which no provider of this URL takes.
  private static func otherAudiences(_ subject: ProviderSubject) -> [Finding] {
    guard let clients = subject.provider.clientIDs, let first = clients.first else { return [] }
    return subject.audienceClauses.compactMap { role, clause in
      let test = clause.test.value
      guard test.comparison == .stringEquals, !clause.values.isEmpty,
        isSameAccount(role, subject.provider),
        clause.values.allSatisfy({ !subject.taken.contains($0.value.text) && !isOpen($0.value.text) })
      else { return nil }
      let wanted = clause.values[0]
      return dead(
        subject,
        "the trust policy of `\(role.address)` wants the audience `\(wanted.value.text)`, which the provider does not take",
        at: .init(first.span, "what is taken"),
        related: [.init(wanted.span, "what is wanted")],
        help: "name one audience in the provider, in the trust policy and in the job",
        cause: "audience of \(role.address)"
      )
    }
  }

  private static func isSameAccount(_ role: AWSRole, _ provider: AWSProvider) -> Bool {
    role.account == .own || provider.account == .own || role.account == provider.account
  }

  private static func isOpen(_ text: String) -> Bool {
    text.contains("${") || text.unicodeScalars.contains { $0.value >= 0xF0000 }
  }

  private static func dead(
    _ subject: ProviderSubject,
    _ message: Diagnostic.Message,
    at primary: Diagnostic.Label,
    related: [Diagnostic.Label] = [],
    help: String,
    cause: String
  ) -> Finding {
    Finding(
      description,
      .medium,
      .dead,
      message,
      at: primary,
      related: related,
      help: help,
      subject: subject.provider.address,
      cause: cause
    )
  }
}

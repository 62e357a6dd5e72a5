import KeylessAWS
import KeylessChain
import KeylessClient

/// `AssumeRoleWithWebIdentity`, with the token as the tool sends it.
struct WebIdentityLink {
  private let exchange: CredentialExchange
  /// STS takes no longer token (`clientTokenType` of its API reference).
  private static let longestToken = 20_000

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ plan: WebIdentityPlan, isOwn: Bool) async throws -> ObtainedCredentials {
    guard let role = plan.roleARN else { throw LinkProblem("the role's ARN is not known") }
    try plan.session.checkIsKnown()
    let token = try token(plan.token)
    exchange.secrets.add(token)
    let input = AssumeRoleWithWebIdentity.Input(
      roleARN: role,
      sessionName: plan.sessionName ?? exchange.madeUpName,
      token: WebIdentityToken(token),
      policyARNs: plan.session.policyARNs,
      policy: plan.session.policy,
      durationSeconds: plan.session.durationSeconds
    )
    switch try await exchange.sts(isOwn: isOwn).exchange(input) {
    case .success(let output):
      return ObtainedCredentials(CallerCredentials(output.credentials), expiration: output.credentials.expiration)
    case .failure(let error):
      let note = token.utf8.last == 0x0A ? "; the token was sent with the line end of its file, as the tool does" : ""
      throw LinkProblem("AssumeRoleWithWebIdentity of `\(role)` was refused: \(error)\(note)")
    }
  }

  private func token(_ token: WebIdentityPlan.Token) throws -> String {
    switch token {
    case .text(let origin):
      guard let text = try SecretReader(exchange).text(origin) else { throw LinkProblem("the token is not there") }
      guard text.utf8.count <= Self.longestToken else {
        throw LinkProblem("the token has more than \(Self.longestToken) bytes")
      }
      return text
    case .file(let path): return try text(ofFile: path)
    }
  }

  private func text(ofFile path: String) throws -> String {
    // A path that nobody knows is named after its variable; where it is known, this is one.
    if path == "$AWS_WEB_IDENTITY_TOKEN_FILE" { _ = try exchange.situation.variable(String(path.dropFirst()))?.known() }
    switch try exchange.situation.file(exchange.situation.absolute(path)) {
    case .missing: throw LinkProblem("there is no token file `\(path)`")
    case .unreadable(let refusal): throw LinkProblem("the token file `\(path)` \(refusal.words)")
    case .unknown(let reason): throw LinkProblem("the token file `\(path)` \(reason)")
    case .bytes(let bytes):
      guard bytes.count <= Self.longestToken else {
        throw LinkProblem("the token file `\(path)` has more than the \(Self.longestToken) bytes that STS takes")
      }
      guard let text = exchange.tool.tokenReading.text(bytes) else {
        throw LinkProblem("the token file `\(path)` is no text")
      }
      guard !text.isEmpty else { throw LinkProblem("the token file `\(path)` is empty") }
      return text
    }
  }
}

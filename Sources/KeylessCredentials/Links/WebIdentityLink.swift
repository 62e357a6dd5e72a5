import KeylessAWS
import KeylessChain
import KeylessClient

/// `AssumeRoleWithWebIdentity`, with the token as the tool sends it.
struct WebIdentityLink {
  private let exchange: CredentialExchange
  /// STS takes no longer token.
  private static let longestToken = 20_000

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ plan: WebIdentityPlan, _ kind: LinkKind) async throws -> ObtainedCredentials {
    guard let role = plan.roleARN else { throw ExchangeError(kind, "the role's ARN is not known") }
    let token = try token(plan.token, kind)
    let input = AssumeRoleWithWebIdentity.Input(
      roleARN: role,
      sessionName: plan.sessionName ?? exchange.madeUpName,
      token: token
    )
    switch try await exchange.sts().exchange(input) {
    case .success(let output):
      return ObtainedCredentials(CallerCredentials(output.credentials), expiration: output.credentials.expiration)
    case .failure(let error):
      throw ExchangeError(kind, "AssumeRoleWithWebIdentity of `\(role)` was refused: \(error)")
    }
  }

  private func token(_ token: WebIdentityPlan.Token, _ kind: LinkKind) throws -> WebIdentityToken {
    switch token {
    case .text(let origin):
      guard let text = try SecretReader(exchange).text(origin) else {
        throw ExchangeError(kind, "the token is not there")
      }
      return WebIdentityToken(text)
    case .file(let path):
      switch try exchange.situation.file(path) {
      case .missing: throw ExchangeError(kind, "there is no token file `\(path)`")
      case .unreadable(let reason): throw ExchangeError(kind, "the token file `\(path)` cannot be read: \(reason)")
      case .unknown(let reason): throw ExchangeError(kind, "the token file `\(path)` is not known: \(reason)")
      case .bytes(let bytes):
        guard bytes.count <= Self.longestToken else {
          throw ExchangeError(kind, "the token file `\(path)` has more than \(Self.longestToken) bytes")
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else {
          throw ExchangeError(kind, "the token file `\(path)` is \(bytes.isEmpty ? "empty" : "no text")")
        }
        return WebIdentityToken(text)
      }
    }
  }
}

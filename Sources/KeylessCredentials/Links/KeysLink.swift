import KeylessAWS
import KeylessChain
import KeylessClient

/// Keys that stand somewhere: nothing is asked of anybody.
struct KeysLink {
  private let reader: SecretReader

  init(_ exchange: CredentialExchange) { reader = SecretReader(exchange) }

  func credentials(_ id: TextOrigin, _ secret: TextOrigin?, _ token: TextOrigin?) throws -> ObtainedCredentials {
    guard let identifier = try reader.text(id) else { throw LinkProblem("the access key id is not there") }
    guard let secret, let text = try reader.text(secret) else {
      throw LinkProblem("there is no secret access key beside the access key id")
    }
    let session = try token.flatMap { try reader.text($0) }
    return ObtainedCredentials(
      CallerCredentials(
        accessKeyID: identifier,
        secretAccessKey: SecretAccessKey(text),
        sessionToken: session.map { SessionToken($0) }
      )
    )
  }
}

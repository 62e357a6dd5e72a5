import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSource
import KeylessSystem

/// `aws login`: the credentials that it left in its cache, which are not refreshed here.
struct LoginLink {
  private let exchange: CredentialExchange

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ session: String) throws -> ObtainedCredentials {
    let name = Hex.encode(Digest.sha256(Array(session.utf8)))
    let folder = try exchange.situation.variable("AWS_LOGIN_CACHE_DIRECTORY")?.known()
    let path = try folder.map { "\($0)/\(name).json" } ?? TokenCache(exchange.situation).path("login/cache", name)
    guard case .bytes(let bytes) = try exchange.situation.file(path), let cached = try? JSONParser.parse(bytes),
      let token = cached["accessToken"], let id = token["accessKeyId"]?.text,
      let secret = token["secretAccessKey"]?.text,
      let sessionToken = token["sessionToken"]?.text
    else { throw ExchangeError(.login, "there are no credentials in `\(path)`: `aws login` writes them") }
    guard let time = token["expiresAt"]?.text, let expires = WireTime.parseExtended(time),
      expires > exchange.system.now()
    else { throw ExchangeError(.login, "the credentials in `\(path)` have expired: `aws login` renews them") }
    return ObtainedCredentials(
      CallerCredentials(
        accessKeyID: id,
        secretAccessKey: SecretAccessKey(secret),
        sessionToken: SessionToken(sessionToken)
      ),
      expiration: expires
    )
  }
}

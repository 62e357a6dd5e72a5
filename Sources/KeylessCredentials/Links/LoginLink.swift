import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSource
import KeylessSystem

/// `aws login`: the credentials that it left in its cache, which are not renewed here.
struct LoginLink {
  private let exchange: CredentialExchange

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ session: String) throws -> ObtainedCredentials {
    let name = Hex.encode(Digest.sha256(Array(session.utf8)))
    let cache = TokenCache(exchange.situation)
    let folder = try exchange.situation.variable("AWS_LOGIN_CACHE_DIRECTORY")?.known()
    let path = try folder.map { try cache.path(in: $0, name) } ?? cache.path("login/cache", name)
    guard case .bytes(let bytes) = try exchange.situation.file(path), let cached = try? JSONParser.parse(bytes),
      let token = cached["accessToken"], let id = token["accessKeyId"]?.text,
      let secret = token["secretAccessKey"]?.text, let sessionToken = token["sessionToken"]?.text
    else { throw LinkProblem("there are no credentials in `\(path)`: `aws login` writes them") }
    guard let time = token["expiresAt"]?.text, let expires = WireTime.parseExtended(time) else {
      throw LinkProblem("the credentials in `\(path)` have no `expiresAt` that is a time: `aws login` writes new ones")
    }
    guard expires > exchange.system.now() else {
      throw LinkProblem(
        "the credentials in `\(path)` have expired, and are not renewed here: `aws login` writes new ones"
      )
    }
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

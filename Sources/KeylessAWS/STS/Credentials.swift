/// Temporary credentials as STS hands them out.
package struct Credentials: Equatable, Sendable {
  package var accessKeyID: String
  package var secretAccessKey: SecretAccessKey
  package var sessionToken: SessionToken
  /// Unix seconds.
  package var expiration: Int

  package init(
    accessKeyID: String,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Int
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiration = expiration
  }

  package var wireValue: WireValue {
    .structure([
      .init("SessionToken", .text(sessionToken.exposed)),
      .init("SecretAccessKey", .text(secretAccessKey.exposed)),
      .init("Expiration", .time(expiration)),
      .init("AccessKeyId", .text(accessKeyID)),
    ])
  }

  /// Those of an action's `…Result` element, without which it is no answer.
  init(of result: WireElement, action: String) throws(QueryResponseError) {
    guard let credentials = result.child("Credentials").flatMap(Self.init) else {
      throw QueryResponseError(action: action, status: 200, reason: "the credentials are missing or incomplete")
    }
    self = credentials
  }

  /// Nil when a member is missing or empty.
  package init?(_ element: WireElement) {
    guard let accessKeyID = element.string("AccessKeyId"), !accessKeyID.isEmpty,
      let secret = element.string("SecretAccessKey"), !secret.isEmpty,
      let token = element.string("SessionToken"), !token.isEmpty, let expiration = element.time("Expiration")
    else { return nil }
    self.init(
      accessKeyID: accessKeyID,
      secretAccessKey: SecretAccessKey(secret),
      sessionToken: SessionToken(token),
      expiration: expiration
    )
  }
}

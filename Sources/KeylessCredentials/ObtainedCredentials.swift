import KeylessAWS
package import KeylessClient

/// Credentials that a link gave, with what is known of them.
package struct ObtainedCredentials: Equatable, Sendable {
  package var caller: CallerCredentials
  /// Unix seconds; nil for long-term keys and where nobody said.
  package var expiration: Int?

  package init(_ caller: CallerCredentials, expiration: Int? = nil) {
    self.caller = caller
    self.expiration = expiration
  }

  /// What would end a header line, or begin another, is no part of credentials.
  func checked() throws(LinkProblem) -> ObtainedCredentials {
    func refuse(_ what: String) -> LinkProblem {
      LinkProblem("\(what) has a line break, a blank or another character that no request can carry")
    }
    let isVisible: (UInt8) -> Bool = { (0x21...0x7E).contains($0) }
    guard caller.accessKeyID.utf8.allSatisfy(isVisible), caller.accessKeyID.utf8.count <= 128 else {
      throw refuse("the access key id")
    }
    guard caller.secretAccessKey.exposed.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw refuse("the secret access key")
    }
    guard caller.sessionToken?.exposed.utf8.allSatisfy(isVisible) != false else { throw refuse("the session token") }
    return self
  }
}

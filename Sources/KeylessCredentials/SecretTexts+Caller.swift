import KeylessAWS
import KeylessChain
import KeylessClient

extension SecretTexts {
  func add(_ caller: CallerCredentials) {
    add(caller.secretAccessKey.exposed)
    if let token = caller.sessionToken { add(token.exposed) }
    // The two were given the wrong way round, or this is anything else that somebody pasted.
    if !caller.hasAccessKeyID { add(caller.accessKeyID) }
  }
}

extension CallerCredentials {
  /// Whether the access key id has the form of one, and may be shown.
  var hasAccessKeyID: Bool { ShownText.accessKeyID(accessKeyID) == accessKeyID }

  /// As in "the access key `AKIA…`".
  var shownKey: String {
    hasAccessKeyID ? "the access key `\(accessKeyID)`" : "the access key \(ShownText.accessKeyID(accessKeyID))"
  }
}

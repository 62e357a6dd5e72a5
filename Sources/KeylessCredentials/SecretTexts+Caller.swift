import KeylessAWS
import KeylessClient

extension SecretTexts {
  func add(_ caller: CallerCredentials) {
    add(caller.secretAccessKey.exposed)
    if let token = caller.sessionToken { add(token.exposed) }
  }
}

import KeylessAWS
import KeylessClient
import KeylessSource

/// The JSON with credentials that a command, a container endpoint and the instance metadata service answer; they differ in names.
struct CredentialDocument {
  /// As `credential_process` spells it, and the two services spell it.
  enum Spelling {
    case process, service
  }

  let obtained: ObtainedCredentials

  /// Throws a clause that says what is wrong, and never what was in it.
  init(_ bytes: [UInt8], _ spelling: Spelling, now: Int) throws(Problem) {
    let document: JSONNode
    do { document = try JSONParser.parse(bytes, limits: .init(size: 1 << 20, depth: 8)) } catch {
      throw Problem("is no JSON object")
    }
    guard case .object = document.value else { throw Problem("is no JSON object") }
    if spelling == .process {
      guard document["Version"]?.integer == 1 else { throw Problem("has no `Version` 1") }
    } else if let code = document["Code"], code.text.map({ ASCII.equal($0, "Success") }) != true {
      throw Problem(Self.refusal(code.text))
    }
    guard let id = document["AccessKeyId"]?.text else { throw Problem("has no `AccessKeyId`") }
    guard let secret = document["SecretAccessKey"]?.text else { throw Problem("has no `SecretAccessKey`") }
    var expiration: Int?
    if let node = document["Expiration"], node.value != .null {
      guard let time = node.text, let seconds = WireTime.parseExtended(time) else {
        throw Problem("has an `Expiration` that is no time")
      }
      guard seconds > now else { throw Problem("has credentials that have expired") }
      expiration = seconds
    }
    let token = document[spelling == .process ? "SessionToken" : "Token"]?.text
    obtained = ObtainedCredentials(
      CallerCredentials(
        accessKeyID: id,
        secretAccessKey: SecretAccessKey(secret),
        sessionToken: token.map { SessionToken($0) }
      ),
      expiration: expiration
    )
  }

  /// A code of AWS is shown, as `AssumeRoleUnauthorizedAccess`; a part of anything else could be a part of a secret.
  private static func refusal(_ code: String?) -> String {
    guard let code, code.utf8.count <= 60, code.utf8.allSatisfy(ASCII.isLetter) else {
      return "has another `Code` than `Success`"
    }
    return "says `\(code)`"
  }

  struct Problem: Error {
    let clause: String
    init(_ clause: String) { self.clause = clause }
  }
}

import KeylessAWS
import KeylessCalls
import KeylessSource

/// What calls of KMS must be allowed (Service Authorization Reference, "AWS Key Management Service"), as far as the request
/// says which key it means.
///
/// A key named by an alias, or by a ciphertext, is known to the other server only. It is asked of `*`, which a statement about
/// one key does not match: it allows nothing, but neither does it deny, and the log says so.
struct KMSDemands {
  let all: [Demand]

  init(operation: String, body: [UInt8], _ call: CallScope) throws(Refusal) {
    let request: JSONNode
    do {
      request = try JSONParser.parse(body.isEmpty ? Array("{}".utf8) : body)
    } catch {
      // Two members of one name are two keys, and which one the other server takes is not known.
      throw Refusal(QueryError(code: "SerializationException", status: 400, message: ""), because: "\(error.reason)")
    }
    let members: [(action: String, member: String)] =
      switch operation {
      case "ReEncrypt": [("kms:ReEncryptFrom", "SourceKeyId"), ("kms:ReEncryptTo", "DestinationKeyId")]
      case "CreateAlias", "UpdateAlias": [("kms:\(operation)", "AliasName"), ("kms:\(operation)", "TargetKeyId")]
      case "DeleteAlias": [("kms:\(operation)", "AliasName")]
      default: [("kms:\(operation)", "KeyId")]
      }
    all = members.map { action, member in
      guard let node = request[member] else {
        call.findings.add("\(action) names no key: asked of `*`")
        return Demand(action)
      }
      guard case .string(let text) = node.value,
        let arn = Self.arn(text, isAlias: ASCII.equal(member, "AliasName"), call)
      else {
        call.findings.add("which key \(action) means only the other server knows: asked of `*`")
        return Demand(action)
      }
      return Demand(action, on: arn, resourceAccount: (try? ARN(parsing: arn))?.account)
    }
  }

  private static func arn(_ text: String, isAlias: Bool, _ call: CallScope) -> String? {
    if let arn = try? ARN(parsing: text) {
      return ASCII.equal(arn.service, "kms") && ASCII.begins(arn.resource, with: "key/") ? text : nil
    }
    let isPlain = text.utf8.allSatisfy { ASCII.isWord($0) || "-/".utf8.contains($0) }
    guard isPlain, text.utf8.count <= 256 else { return nil }
    let own = "arn:\(call.partition):kms:\(call.region):\(call.account):"
    if isAlias { return ASCII.begins(text, with: "alias/") ? own + text : nil }
    return text.utf8.contains(UInt8(ascii: "/")) ? nil : "\(own)key/\(text)"
  }
}

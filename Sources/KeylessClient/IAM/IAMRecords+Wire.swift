import KeylessAWS

/// How IAM's answers become records; what is missing there is named in the error.
extension WireElement {
  func needed(_ name: String, _ action: String) throws(ClientError) -> String {
    guard let text = string(name) else {
      throw ClientError(unreadable: action, "the answer has no `\(name)`")
    }
    return text
  }

  /// A policy document goes over the wire URL-encoded.
  func document(_ name: String, _ action: String) throws(ClientError) -> String {
    let text = try needed(name, action)
    guard let bytes = PercentEncoding.decode(Array(text.utf8)[...], plusIsSpace: false) else {
      throw ClientError(unreadable: action, "`\(name)` is not URL-encoded")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func members(_ name: String) -> [WireElement] {
    child(name)?.children.filter { ASCII.equal($0.name, "member") } ?? []
  }

  func tags(_ action: String) throws(ClientError) -> [IAMTag] {
    var tags: [IAMTag] = []
    for member in members("Tags") {
      tags.append(IAMTag(try member.needed("Key", action), member.string("Value") ?? ""))
    }
    return tags
  }

  func role(_ action: String) throws(ClientError) -> IAMRole {
    IAMRole(
      name: try needed("RoleName", action),
      arn: try needed("Arn", action),
      path: try needed("Path", action),
      description: string("Description").flatMap { $0.isEmpty ? nil : $0 },
      maxSessionDuration: integer("MaxSessionDuration") ?? 3600,
      trustPolicy: try document("AssumeRolePolicyDocument", action),
      boundary: child("PermissionsBoundary")?.string("PermissionsBoundaryArn"),
      tags: try tags(action)
    )
  }
}

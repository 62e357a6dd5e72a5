import KeylessAWSHalf
import KeylessPolicy
package import KeylessSource

/// Reads roles out of what the AWS CLI prints: `get-account-authorization-details`, one entry of its `RoleDetailList`,
/// `get-role`, or a bare trust policy.
package enum AccountDump {
  /// A large account's dump has some tens of megabytes.
  package static let limits = JSONParser.Limits(size: 1 << 27, depth: 64)

  package struct Reading: Sendable {
    package var roles: [RoleEntry] = []
    /// Roles whose trust policy cannot be read, with the reason.
    package var broken: [(role: String, reason: String)] = []
  }

  package struct Unreadable: Error, CustomStringConvertible {
    package let description: String
  }

  package static func read(_ bytes: [UInt8], file: String) throws(Unreadable) -> Reading {
    let node: JSONNode
    do { node = try JSONParser.parse(bytes, limits: limits) } catch {
      throw Unreadable(description: "`\(file)` is not valid JSON: \(error)")
    }
    return try read(node, named: file)
  }

  /// The same for JSON that is already read.
  static func read(_ node: JSONNode, named file: String) throws(Unreadable) -> Reading {
    var reading = Reading()
    if node["Statement"] != nil {
      reading.add(name: file, arn: nil, node, RoleEntry.Grants(word: nil, policies: []), nil)
      return reading
    }
    let entries: [JSONNode]
    if case .array(let list)? = node["RoleDetailList"]?.value {
      entries = list
    } else if let role = node["Role"] {
      entries = [role]
    } else if node["AssumeRolePolicyDocument"] != nil {
      entries = [node]
    } else {
      throw Unreadable(
        description:
          "`\(file)` is none of what is read here: a trust policy, a role as `aws iam get-role` prints it, or the output of `aws iam get-account-authorization-details`"
      )
    }
    let managed = ManagedDocuments(node)
    for entry in entries {
      guard let name = DumpJSON.text(entry["RoleName"]), let document = entry["AssumeRolePolicyDocument"] else {
        throw Unreadable(description: "a role of `\(file)` has no `RoleName` or no `AssumeRolePolicyDocument`")
      }
      reading.add(
        name: name,
        arn: DumpJSON.text(entry["Arn"]),
        document,
        GrantedWord.grants(of: entry, managed),
        RolePermissions(entry, managed)
      )
    }
    return reading
  }
}

extension AccountDump.Reading {
  fileprivate mutating func add(
    name: String,
    arn: String?,
    _ node: JSONNode,
    _ grants: RoleEntry.Grants,
    _ permissions: RolePermissions?
  ) {
    guard let document = DumpJSON.document(node) else {
      broken.append((name, "its trust policy is neither JSON nor URL-encoded JSON"))
      return
    }
    do {
      let trust = try PolicyDocument.parse(node: document, file: name, kind: .trust)
      roles.append(RoleEntry(name: name, arn: arn, trust: trust, grants: grants, permissions: permissions))
    } catch {
      broken.append((name, "\(error)"))
    }
  }
}

/// An Amazon Resource Name, split at its first five colons; the resource keeps the rest, colons included.
///
/// Only the shape is judged: which partitions, regions and resources exist is a question for whoever asks. Compare
/// ARNs that decide access with `matches`, not with `==`, which folds canonically equivalent spellings.
package struct ARN: Hashable, Sendable, CustomStringConvertible {
  package let partition: String
  package let service: String
  /// Empty for global services.
  package let region: String
  /// Empty where a service has none (S3 buckets), `aws` for managed policies.
  package let account: String
  package let resource: String

  package init(partition: String, service: String, region: String = "", account: String, resource: String) {
    self.partition = partition
    self.service = service
    self.region = region
    self.account = account
    self.resource = resource
  }

  /// Splits a text of at most 2048 bytes, or says why it is no ARN.
  package init(parsing text: String) throws(ARNError) {
    guard text.utf8.count <= 2048 else { throw .tooLong }
    guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else { throw .spaceOrControl }
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard let prefix = parts.first, prefix.elementsEqual("arn".utf8) else { throw .prefix }
    guard parts.count == 6 else { throw .parts(parts.count) }
    guard !parts[1].isEmpty else { throw .empty("partition") }
    guard !parts[2].isEmpty else { throw .empty("service") }
    guard !parts[5].isEmpty else { throw .empty("resource") }
    partition = String(parts[1]) ?? ""
    service = String(parts[2]) ?? ""
    region = String(parts[3]) ?? ""
    account = String(parts[4]) ?? ""
    resource = String(parts[5]) ?? ""
  }

  package var description: String {
    let pieces = partition.utf8.count + service.utf8.count + region.utf8.count + account.utf8.count
    return TextWriter.text(8 + pieces + resource.utf8.count) { out in
      out.put("arn:")
      out.put(partition)
      out.put(":")
      out.put(service)
      out.put(":")
      out.put(region)
      out.put(":")
      out.put(account)
      out.put(":")
      out.put(resource)
    }
  }

  /// Byte equality.
  package func matches(_ other: ARN) -> Bool { ASCII.equal(description, other.description) }

  /// The ARN that `GetCallerIdentity` shows for a session; it carries the role's name without its path.
  package static func assumedRole(_ role: RoleARN, sessionName: String) -> ARN {
    let resource = TextWriter.text(14 + role.name.utf8.count + sessionName.utf8.count) { out in
      out.put("assumed-role/")
      out.put(role.name)
      out.put("/")
      out.put(sessionName)
    }
    return ARN(partition: role.partition, service: "sts", account: role.account.text, resource: resource)
  }

  /// The ARN of an OIDC provider; `issuer` loses a leading `https://` and nothing else, a final `/` included.
  package static func oidcProvider(issuer: String, account: AccountID, partition: Partition = .aws) -> ARN {
    let scheme = "https://".utf8
    let bare =
      issuer.utf8.starts(with: scheme) ? String(decoding: issuer.utf8.dropFirst(scheme.count), as: UTF8.self) : issuer
    return ARN(partition: partition.id, service: "iam", account: account.text, resource: "oidc-provider/\(bare)")
  }

  /// What follows `oidc-provider/`: the issuer without its scheme; nil for any other ARN.
  package var oidcIssuer: String? {
    guard ASCII.equal(service, "iam"), region.isEmpty, AccountID(account) != nil else { return nil }
    let prefix = "oidc-provider/".utf8
    guard resource.utf8.starts(with: prefix), resource.utf8.count > prefix.count else { return nil }
    return String(decoding: resource.utf8.dropFirst(prefix.count), as: UTF8.self)
  }
}

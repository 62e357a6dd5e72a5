/// The ARN of an IAM role, with its account, path and name taken apart.
package struct RoleARN: Hashable, Sendable, CustomStringConvertible {
  package let partition: String
  package let account: AccountID
  /// `/` or `/team/prod/`, always with both slashes.
  package let path: String
  /// Unique in its account whatever the path.
  package let name: String

  /// Judges path and name by IAM's own limits (path 1..512, name 1..64).
  package init(partition: String = "aws", account: AccountID, path: String = "/", name: String) throws(ARNError) {
    guard !partition.isEmpty, partition.utf8.allSatisfy({ ASCII.isWord($0) || $0 == UInt8(ascii: "-") }) else {
      throw .empty("partition")
    }
    guard (1...512).contains(path.utf8.count), path.utf8.first == UInt8(ascii: "/"),
      path.utf8.last == UInt8(ascii: "/"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw .rolePath }
    guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(ParameterPattern.isNameByte) else {
      throw .roleName
    }
    self.partition = partition
    self.account = account
    self.path = path
    self.name = name
  }

  package init(_ arn: ARN) throws(ARNError) {
    guard ASCII.equal(arn.service, "iam") else { throw .notIAM }
    guard arn.region.isEmpty else { throw .hasRegion }
    guard let account = AccountID(arn.account) else { throw .account }
    let prefix = "role".utf8
    guard arn.resource.utf8.starts(with: "role/".utf8), let slash = arn.resource.utf8.lastIndex(of: UInt8(ascii: "/"))
    else { throw .notARole }
    let path = arn.resource.utf8[...slash].dropFirst(prefix.count)
    let name = arn.resource.utf8[slash...].dropFirst()
    try self.init(
      partition: arn.partition,
      account: account,
      path: String(decoding: path, as: UTF8.self),
      name: String(decoding: name, as: UTF8.self)
    )
  }

  package init(parsing text: String) throws(ARNError) { try self.init(ARN(parsing: text)) }

  package var arn: ARN {
    ARN(partition: partition, service: "iam", account: account.text, resource: "role\(path)\(name)")
  }

  package var description: String { arn.description }
}

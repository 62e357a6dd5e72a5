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

  package init(parsing text: String) throws(ARNError) {
    if let plain = unsafe text.withBytes({ unsafe Self.plain($0) }) {
      self = plain
    } else {
      try self.init(ARN(parsing: text))
    }
  }

  /// Reads a well-formed ARN of a role in one walk; nil for everything else, about which `ARN` has more to say.
  ///
  /// Every read is below `bytes.count`: each place is tested against it first.
  @unsafe
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> RoleARN? {
    let count = bytes.count
    guard count <= 2048, unsafe matches(bytes, 0, "arn:") else { return nil }
    var colon = 4
    while colon < count, unsafe ASCII.isWord(bytes[colon]) || bytes[colon] == UInt8(ascii: "-") { colon += 1 }
    let number = colon + 6
    // `:iam::`, twelve digits, `:role`, and then the path with its first slash.
    let path = number + 17
    guard colon > 4, path < count, unsafe matches(bytes, colon, ":iam::"),
      unsafe matches(bytes, number + 12, ":role/")
    else { return nil }
    for index in number..<(number + 12) where !ASCII.isDigit(unsafe bytes[index]) { return nil }
    var name = count
    while name > path, unsafe bytes[name - 1] != UInt8(ascii: "/") {
      guard ParameterPattern.isNameByte(unsafe bytes[name - 1]) else { return nil }
      name -= 1
    }
    guard name > path, name < count, count - name <= 64, name - path <= 512 else { return nil }
    for index in path..<name {
      guard unsafe bytes[index] > 0x20, unsafe bytes[index] < 0x7F else { return nil }
    }
    guard let account = AccountID(unsafe text(bytes, number..<(number + 12))) else { return nil }
    return unsafe RoleARN(
      partition: text(bytes, 4..<colon),
      account: account,
      checkedPath: name - path == 1 ? "/" : text(bytes, path..<name),
      name: text(bytes, name..<count)
    )
  }

  private init(partition: String, account: AccountID, checkedPath: String, name: String) {
    self.partition = partition
    self.account = account
    path = checkedPath
    self.name = name
  }

  @unsafe
  @inline(__always)
  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
    guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount where unsafe bytes[start + index] != word.utf8Start[index] { return false }
    return true
  }

  @unsafe
  @inline(__always)
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  package var arn: ARN {
    ARN(partition: partition, service: "iam", account: account.text, resource: "role\(path)\(name)")
  }

  package var description: String { arn.description }
}

/// The six parts of an ARN, split and not judged; a policy asks which account and which resource an ARN names.
struct PolicyARN {
  var partition: String
  var service: String
  var region: String
  var account: String
  var resource: String

  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard parts.count == 6, parts[0].utf8.elementsEqual("arn".utf8) else { return nil }
    (partition, service, region, account, resource) = (parts[1], parts[2], parts[3], parts[4], parts[5])
  }
}

/// The character rules of the names of buckets, object keys, KMS keys and tags.
extension AWSNames {
  /// Why a general purpose bucket cannot have this name; nil when it can.
  static func bucketProblem(_ name: String) -> String? {
    let bytes = Array(name.utf8)
    guard (3...63).contains(bytes.count) else { return "it has not 3 to 63 characters" }
    guard !bytes.contains(UInt8(ascii: ".")) else {
      return "with a dot in it, S3's TLS certificate does not fit the bucket's host name"
    }
    guard bytes.allSatisfy({ isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "-") }) else {
      return "only lower-case letters, digits and hyphens are allowed"
    }
    guard bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-") else {
      return "it begins or ends with a hyphen"
    }
    for prefix in ["xn--", "sthree-", "amzn-s3-demo-"] where bytes.starts(with: prefix.utf8) {
      return "names that begin with `\(prefix)` are S3's own"
    }
    for suffix in ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"]
    where bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
      return "names that end with `\(suffix)` are S3's own"
    }
    return nil
  }

  /// Why a state's key cannot begin like this; nil when it can.
  ///
  /// The text becomes part of an ARN in a policy, where `*`, `?` and `${` would mean more than themselves.
  static func keyPrefixProblem(_ prefix: String) -> String? {
    let bytes = Array(prefix.utf8)
    guard (1...512).contains(bytes.count) else { return "it has not 1 to 512 characters" }
    guard bytes.first != UInt8(ascii: "/") else { return "Terraform refuses keys that begin with `/`" }
    guard bytes.allSatisfy({ isLowercase($0) || isUppercase($0) || isDigit($0) || "/!-_.'()=+@:, ".utf8.contains($0) })
    else { return "only ASCII letters, digits, spaces and / ! - _ . ' ( ) = + @ : , are safe in it" }
    return nil
  }

  /// Why this is not the ARN of a KMS key that can encrypt a bucket of the region; nil when it is one.
  static func keyProblem(_ arn: String, partition: String, region: String) -> String? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    let form = "it has not the form `arn:\(partition):kms:\(region):ACCOUNT:key/ID`"
    guard parts.count == 6, parts[0] == "arn", parts[2] == "kms", isAccount(parts[4]) else { return form }
    guard parts[1] == partition else { return "its partition is `\(parts[1])`, the intent's is `\(partition)`" }
    guard parts[3] == region else { return "it lies in `\(parts[3])`, the bucket in `\(region)`" }
    let id = Array(parts[5].utf8)
    if id.starts(with: "alias/".utf8) { return "an alias can be moved to another key; name the key itself" }
    guard id.starts(with: "key/".utf8), (1...128).contains(id.count - 4),
      id.dropFirst(4).allSatisfy({ isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "-") })
    else { return form }
    return nil
  }

  /// Why AWS refuses the key of a tag; nil when it does not.
  static func tagKeyProblem(_ key: String) -> String? {
    guard (1...128).contains(key.utf16.count) else { return "a tag's key has 1 to 128 characters" }
    guard isTagText(key) else { return "a tag has only letters, digits, spaces and _ . : / = + - @" }
    if key.lowercased().utf8.starts(with: "aws:".utf8) { return "keys that begin with `aws:` are AWS's own" }
    if key.lowercased().utf8.starts(with: ResourceTag.ownPrefix.utf8) {
      return "keys that begin with `\(ResourceTag.ownPrefix)` are keyless' own marks"
    }
    return nil
  }

  /// Why AWS refuses the value of a tag; nil when it does not.
  static func tagValueProblem(_ value: String) -> String? {
    guard value.utf16.count <= 256 else { return "a tag's value has at most 256 characters" }
    return isTagText(value) ? nil : "a tag has only letters, digits, spaces and _ . : / = + - @"
  }

  /// AWS's `[\p{L}\p{Z}\p{N}_.:/=+\-@]`.
  private static func isTagText(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spaceSeparator,
        .lineSeparator, .paragraphSeparator, .decimalNumber, .letterNumber, .otherNumber:
        true
      default: scalar.isASCII && "_.:/=+-@".unicodeScalars.contains(scalar)
      }
    }
  }

  private static func isLowercase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isUppercase(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

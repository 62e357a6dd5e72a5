/// The character rules of the AWS names an intent declares.
enum AWSNames {
  /// Partitions with IAM endpoints of their own.
  static let partitions = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"]

  static func isAccount(_ text: String) -> Bool { text.utf8.count == 12 && isNumber(text) }

  static func isNumber(_ text: String) -> Bool {
    !text.utf8.isEmpty && text.utf8.count <= 20 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// IAM's `[\w+=,.@-]{1,64}`, in ASCII.
  static func isRoleName(_ text: String) -> Bool { isName(text, longest: 64) }

  static func isPolicyName(_ text: String) -> Bool { isName(text, longest: 128) }

  private static func isName(_ text: String, longest: Int) -> Bool {
    !text.utf8.isEmpty && text.utf8.count <= longest && text.utf8.allSatisfy(isNameByte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "_+=,.@-".utf8.contains(byte)
    }
  }

  /// `/`, or printable ASCII between two slashes.
  static func isPath(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return !bytes.isEmpty && bytes.count <= 512 && bytes.first == UInt8(ascii: "/") && bytes.last == UInt8(ascii: "/")
      && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// IAM's set for descriptions: tab, line ends, printable ASCII and Latin-1.
  static func isDescription(_ text: String) -> Bool {
    text.unicodeScalars.count <= 1000
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 9, 10, 13, 0x20...0x7E, 0xA1...0xFF: true
        default: false
        }
      }
  }

  static func isRegion(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count >= 3, text.utf8.count <= 32, let number = parts.last else { return false }
    return number.count == 1 && number.allSatisfy { $0 >= 0x31 && $0 <= 0x39 }
      && parts.dropLast().allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } }
  }

  /// The region the job environment gets when none is declared.
  static func defaultRegion(_ partition: String) -> String {
    switch partition {
    case "aws-cn": "cn-north-1"
    case "aws-us-gov": "us-gov-west-1"
    case "aws-iso": "us-iso-east-1"
    case "aws-iso-b": "us-isob-east-1"
    case "aws-iso-e": "eu-isoe-west-1"
    case "aws-iso-f": "us-isof-south-1"
    case "aws-eusc": "eusc-de-east-1"
    default: "us-east-1"
    }
  }

  /// Why this is not the ARN of a managed policy the account can attach; nil when it is one.
  static func managedPolicyProblem(_ arn: String, partition: String, account: String) -> String? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard arn.utf8.count <= 2048, parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[3].isEmpty,
      parts[5].utf8.starts(with: "policy/".utf8)
    else { return "it has not the form `arn:\(partition):iam::ACCOUNT:policy/NAME`" }
    guard parts[1] == partition else { return "its partition is `\(parts[1])`, the intent's is `\(partition)`" }
    guard parts[4] == "aws" || parts[4] == account else {
      return "it lies in the account `\(parts[4])`, and a role can only use policies of its own account or of AWS"
    }
    let name = parts[5].utf8.dropFirst("policy/".utf8.count)
    guard let last = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last,
      isPolicyName(String(decoding: Array(last), as: UTF8.self)), name.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "its policy name is not one IAM allows" }
    return nil
  }
}

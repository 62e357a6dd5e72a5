/// Which of several equally short witnesses a person likes to read.
enum Readability {
  /// All bytes: letters a–z, digits, other printable ASCII, a space, everything else.
  static let order: [UInt8] = (0...255).sorted { (rank($0), $0) < (rank($1), $1) }

  private static func rank(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): 0
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 1
    case 0x21...0x7E: 2
    case 0x20: 3
    default: 4
    }
  }
}

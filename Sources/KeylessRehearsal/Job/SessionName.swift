/// Makes a role session name that STS accepts out of any text.
package enum SessionName {
  /// `[\w+=,.@-]{2,64}` (AWS STS API, `RoleSessionName`); what does not fit becomes `-`.
  package static func legal(_ text: String) -> String {
    let allowed = Set("+=,.@-_".utf8)
    let bytes = text.utf8.prefix(64).map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        byte
      default: allowed.contains(byte) ? byte : UInt8(ascii: "-")
      }
    }
    let name = String(decoding: bytes, as: UTF8.self)
    return name.utf8.count >= 2 ? name : "job-" + name
  }
}

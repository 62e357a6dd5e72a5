import KeylessAWS

/// The parameters of a form body, as far as they are text.
enum FormText {
  static func parameters(_ body: [UInt8]) -> [(name: String, value: String)] {
    body.split(separator: UInt8(ascii: "&")).compactMap { pair in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
        let value = PercentEncoding.decode(parts[1], plusIsSpace: true)
      else { return nil }
      return (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
  }
}

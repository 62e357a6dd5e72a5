import KeylessAWS
import Synchronization

/// The secrets that one exchange has read or was given, so that no message repeats one: whoever answers may quote what it was
/// sent.
final class SecretTexts: Sendable {
  /// Longest first, so that a part never hides a piece of the whole.
  private let known = Mutex<[[UInt8]]>([])
  /// What is shorter is no secret that protects anything, and would tear words apart.
  private static let shortest = 8

  /// A secret and what can be quoted of it alone: its lines, the parts of a JWT, its form in a URL.
  func add(_ secret: String) {
    let lines = secret.utf8.split { $0 == 0x0A || $0 == 0x0D }.map { Array($0) }
    let parts = lines.flatMap { line in line.split(separator: UInt8(ascii: ".")).map { Array($0) } }
    var forms = [Array(secret.utf8)] + lines + parts
    forms += forms.map { Array(PercentEncoding.encode(String(decoding: $0, as: UTF8.self)).utf8) }
    let long = forms.filter { $0.count >= Self.shortest }
    known.withLock { known in
      for form in long where !known.contains(form) { known.append(form) }
      known.sort { $0.count > $1.count }
    }
  }

  /// The signatures of requests too, which STS may quote with the rest of the header.
  ///
  /// Compared as bytes: to compare characters, one mark behind a secret would make it another.
  func hiding(in text: String) -> String {
    let secrets = known.withLock { $0 }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let rest = bytes[place...]
      if let secret = secrets.first(where: { $0[0] == bytes[place] && rest.starts(with: $0) }) {
        out += "[hidden]".utf8
        place += secret.count
      } else if let signature = Self.signature(rest) {
        out += Self.signatureName
        out += "[hidden]".utf8
        place += signature
      } else {
        out.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let signatureName = Array("Signature=".utf8)

  /// How many bytes of `Signature=…` a text begins with, where the value is one of Signature Version 4.
  private static func signature(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.starts(with: signatureName) else { return nil }
    let digits = bytes.dropFirst(signatureName.count).prefix { ASCII.isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
      .count
    return digits >= 64 ? signatureName.count + digits : nil
  }
}

/// The ARN of a role or a user of an account that is nobody's here.
struct ForeignARN: Hashable {
  static let account = "999988887777"
  static let stranger = ForeignARN(kind: "role/", name: "stranger")

  private let kind: String
  /// With its path.
  private let name: String

  var isUser: Bool { kind == "user/" }
  var text: String { "arn:aws:iam::\(Self.account):\(kind)\(name)" }

  private init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }

  /// A role and a user that the pattern takes; neither where it is for the root user, for a session or for another account.
  static func all(_ pattern: String) -> [ForeignARN] {
    guard !pattern.contains("${") else { return [] }
    return ["role/", "user/"].compactMap { kind in
      guard let rest = rest(of: pattern, behind: ForeignARN(kind: kind, name: "").text) else { return nil }
      let name = filled(rest)
      return isLegal(name) ? ForeignARN(kind: kind, name: name) : nil
    }
  }

  /// A text that the pattern takes.
  static func filled(_ pattern: String) -> String {
    pattern.replacing("*", with: "x").replacing("?", with: "x")
  }

  /// What the pattern wants behind a fixed beginning that it takes; where there are several ways, the one that leaves the
  /// least open.
  private static func rest(of pattern: String, behind start: String) -> String? {
    // Of stars in a row one is enough.
    let star = UInt8(ascii: "*")
    var bytes: [UInt8] = []
    for byte in pattern.utf8 where byte != star || bytes.last != star { bytes.append(byte) }
    func closed(_ places: Set<Int>) -> Set<Int> {
      places.union(places.filter { $0 < bytes.count && bytes[$0] == star }.map { $0 + 1 })
    }
    var places = closed([0])
    for byte in start.utf8 {
      var next: Set<Int> = []
      for place in places where place < bytes.count {
        switch bytes[place] {
        case star: next.insert(place)
        case UInt8(ascii: "?"), byte: next.insert(place + 1)
        default: break
        }
      }
      places = closed(next)
    }
    return places.filter { $0 < bytes.count }.max().map { String(decoding: bytes[$0...], as: UTF8.self) }
  }

  /// IAM API Reference, `CreateRole`: a path may hold any visible letter of ASCII, a name fewer.
  private static func isLegal(_ text: String) -> Bool {
    guard let name = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last else {
      return false
    }
    return (1...64).contains(name.count) && text.utf8.count <= 512
      && text.utf8.allSatisfy((UInt8(ascii: "!")...UInt8(ascii: "~")).contains)
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "_+=,.@-".utf8.contains(byte)
        }
      }
  }
}

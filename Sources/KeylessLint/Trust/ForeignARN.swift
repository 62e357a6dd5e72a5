/// The ARN of a role or a user of an account that is nobody's here.
struct ForeignARN: Hashable {
  static let account = "999988887777"
  static let stranger = ForeignARN(kind: "role/", name: "stranger")
  static let user = ForeignARN(kind: "user/", name: "stranger")

  private let kind: String
  /// With its path.
  private let name: String

  var isUser: Bool { kind == "user/" }
  /// Without its path.
  var lastName: String { name.split(separator: "/").last.map(String.init) ?? "" }
  var text: String { "arn:aws:iam::\(Self.account):\(kind)\(name)" }

  private init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }

  /// A role and a user that the pattern takes; neither where it is for the root user, for a session or for another account.
  static func all(_ pattern: String) -> [ForeignARN] {
    guard !pattern.contains("${"), pattern.utf8.count <= longest else { return [] }
    return kinds.compactMap { kind in
      let start = ForeignARN(kind: kind, name: "").text.utf8.map(Optional.some)
      return names(of: pattern, behind: start)?.first.map { ForeignARN(kind: kind, name: $0) }
    }
  }

  /// Whether the pattern takes a role or a user of an account that it does not name; too long a pattern may.
  static func mayBeAnybodys(_ pattern: String) -> Bool {
    let fields = pattern.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    // A wildcard before the account may reach over it.
    if fields.count == 6, !fields[..<5].contains(where: hasWildcard) { return false }
    guard pattern.utf8.count <= longest else { return true }
    let named = fields.count > 1 && !hasWildcard(fields[1]) ? [String(fields[1])] : ["aws", "aws-cn", "aws-us-gov"]
    return named.contains { partition in
      kinds.contains { kind in
        let account = [UInt8?](repeating: nil, count: 12)
        let start = "arn:\(partition):iam::".utf8.map(Optional.some) + account + ":\(kind)".utf8.map(Optional.some)
        return names(of: pattern, behind: start).map { !$0.isEmpty } ?? true
      }
    }
  }

  /// Whether the pattern takes what stands behind an account in the ARN of a role or a user; too long a pattern may.
  static func mayBeName(_ pattern: String) -> Bool {
    guard pattern.utf8.count <= longest else { return true }
    return kinds.contains { kind in
      names(of: pattern, behind: kind.utf8.map(Optional.some)).map { !$0.isEmpty } ?? true
    }
  }

  static func hasWildcard(_ text: some StringProtocol) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  /// A text that the pattern takes.
  static func filled(_ pattern: String) -> String { filled(pattern, "x") }

  private static func filled(_ pattern: String, _ star: String) -> String {
    pattern.replacing("*", with: star).replacing("?", with: "x")
  }

  private static let kinds = ["role/", "user/"]
  /// An ARN has no more, and what is done with one grows faster than it.
  private static let longest = 1024

  /// Legal names with their paths that the pattern leaves behind a beginning that it takes, of which nil is any digit; the
  /// one that leaves the least open comes first; nil where there are too many ways.
  private static func names(of pattern: String, behind start: [UInt8?]) -> [String]? {
    // Of stars in a row one is enough.
    let star = UInt8(ascii: "*")
    var bytes: [UInt8] = []
    for byte in pattern.utf8 where byte != star || bytes.last != star { bytes.append(byte) }
    func closed(_ places: Set<Int>) -> Set<Int> {
      places.union(places.filter { $0 < bytes.count && bytes[$0] == star }.map { $0 + 1 })
    }
    func takes(_ wanted: UInt8, _ byte: UInt8?) -> Bool {
      if wanted == UInt8(ascii: "?") { return true }
      return byte.map { $0 == wanted } ?? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(wanted)
    }
    var places = closed([0])
    for byte in start {
      var next: Set<Int> = []
      for place in places where place < bytes.count {
        if bytes[place] == star { next.insert(place) } else if takes(bytes[place], byte) { next.insert(place + 1) }
      }
      places = closed(next)
    }
    guard places.count <= 16 else { return nil }
    return places.sorted(by: >).flatMap { place in
      let rest = String(decoding: bytes[place...], as: UTF8.self)
      // A path may be as long as it likes, and a name may not: a star is a letter, nothing, or the end of a path.
      return ["x", "", "/", "/x"].map { filled(rest, $0) }
    }
    .filter(isLegal)
  }

  /// IAM API Reference, `CreateRole`: a path may hold any visible letter of ASCII, a name fewer.
  private static func isLegal(_ text: String) -> Bool {
    guard let name = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last else {
      return false
    }
    return (1...64).contains(name.count) && text.utf8.count <= 512
      && text.utf8.allSatisfy((UInt8(ascii: "!")...UInt8(ascii: "~")).contains) && name.allSatisfy(isOfName)
  }

  /// STS API Reference, `AssumeRole`: `[\w+=,.@-]*`, 2 to 64 of them.
  static func isSessionName(_ text: String) -> Bool {
    (2...64).contains(text.utf8.count) && text.utf8.allSatisfy(isOfName)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_+=,.@-".utf8.contains(byte)
    }
  }
}

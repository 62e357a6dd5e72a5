import KeylessPolicy

/// Trust policies as somebody writes them who wants an analysis to hang: up to the longest that AWS takes.
enum AdversarialPolicies {
  static let key = "token.actions.githubusercontent.com"

  /// The characters without white space that a trust policy may have: AWS's default, its highest quota, and smaller ones.
  private static let sizes = [200, 500, 1000, 2048, 8192]

  /// By the name of what each is about.
  static func all() -> [(name: String, text: String)] {
    sizes.flatMap { size in
      let room = size - 220
      return room < 40 ? [] : shapes(room).map { ("\($0.name)-\(size)", $0.text) }
    }
  }

  private static func shapes(_ room: Int) -> [(name: String, text: String)] {
    let letters = { (index: Int) in String(UnicodeScalar(UInt8(97 + index % 26))) }
    let stars = "*" + (0..<room / 2).map(letters).joined(separator: "*") + "*"
    let pairs = (0..<room / 3).map { "a\($0 % 3 == 0 ? "?" : "b")" }.joined()
    return [
      ("runs", like([stars])),
      ("runs-negated", statement("Allow", #"{"StringNotLike":{"\#(key):sub":"\#(stars)"}}"#)),
      ("pairs", like(["*" + pairs + "*"])),
      ("single", like(["*a" + String(repeating: "?", count: room)])),
      ("few-single", like(["*a" + String(repeating: "?", count: min(room, 24)) + "*"])),
      ("random", like([random(room, "ab*?")])),
      (
        "random-workflow",
        statement("Allow", #"{"StringLike":{"\#(key):job_workflow_ref":"\#(random(room, "ab*?"))"}}"#)
      ),
      ("values", like(values(room) { "repo:acme/r\($0):*" })),
      ("exact", equal(values(room) { "repo:acme/r\($0):ref:refs/heads/main" })),
      ("owners", like(values(room) { "repo:o\($0)/*:environment:p\($0)*" })),
      ("infixes", like(values(room) { "repo:*\($0 &* 7919 % 100)*/*\($0 &* 104_729 % 100)*:ref:*" })),
      (
        "letters",
        statement(
          "Allow",
          #"{"StringEqualsIgnoreCase":{"\#(key):sub":"repo:\#(String(repeating: "aB", count: room / 2))"}}"#
        )
      ),
      ("percent", like(["repo:*:environment:" + String(repeating: "*%3A", count: room / 4)])),
      ("variables", like(values(room) { "repo:${\(key):repository_owner}/x\($0):*" })),
      ("keys", statement("Allow", fourKeys(stars, room))),
      ("denials", denials(room)),
    ]
  }

  private static func like(_ subjects: [String]) -> String {
    statement("Allow", #"{"StringLike":{"\#(key):sub":[\#(list(subjects))]}}"#)
  }

  private static func equal(_ subjects: [String]) -> String {
    statement("Allow", #"{"StringEquals":{"\#(key):sub":[\#(list(subjects))]}}"#)
  }

  private static func list(_ texts: [String]) -> String { texts.map { "\"\($0)\"" }.joined(separator: ",") }

  private static func fourKeys(_ stars: String, _ room: Int) -> String {
    let part = String(stars.prefix(room / 4)) + "*"
    let claims = ["sub", "actor", "workflow", "ref"].map { #""\#(key):\#($0)":"\#(part)""# }
    return #"{"StringLike":{\#(claims.joined(separator: ","))}}"#
  }

  private static func values(_ room: Int, _ value: (Int) -> String) -> [String] {
    var (out, left, index) = ([String](), room, 0)
    while true {
      let next = value(index)
      left -= next.utf8.count + 3
      if left < 0 { return out }
      out.append(next)
      index += 1
    }
  }

  private static func denials(_ room: Int) -> String {
    var (statements, left, index) = ([body("Allow", "{}")], room, 0)
    while true {
      let next = body("Deny", #"{"StringLike":{"\#(key):sub":"repo:*\#(index)*/*:*","\#(key):actor":"*\#(index)*"}}"#)
      left -= next.utf8.count
      if left < 0 || index > 40 { return document(statements) }
      statements.append(next)
      index += 1
    }
  }

  private static func statement(_ effect: String, _ condition: String) -> String { document([body(effect, condition)]) }

  private static func body(_ effect: String, _ condition: String) -> String {
    #"{"Effect":"\#(effect)","Principal":{"Federated":"\#(ReachBenchmark.provider(key))"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":\#(condition)}"#
  }

  private static func document(_ statements: [String]) -> String {
    #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
  }

  /// The same letters on every machine.
  private static func random(_ count: Int, _ alphabet: String) -> String {
    let letters = Array(alphabet)
    var state: UInt64 = 42
    return String(
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return letters[Int(state >> 33) % letters.count]
      }
    )
  }
}

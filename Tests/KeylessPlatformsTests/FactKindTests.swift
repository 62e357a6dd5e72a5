import KeylessPlatforms
import Testing

@Suite("Languages of facts")
struct FactKindTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let kind: FactKind
    let legal: [String]
    let illegal: [String]
    var testDescription: String { "\(kind)" }
  }

  private static let uuid = "0184990a-477b-4fa8-9968-496074483cee"

  @Test(
    "texts in and out of each language",
    arguments: [
      Case(kind: .gitRef, legal: ["main", "a/b", "é"], illegal: ["", "a b", "a..b", "/a", "a.lock"]),
      Case(
        kind: .uuid,
        legal: [uuid, "00000000-0000-0000-0000-000000000000"],
        illegal: [
          "", uuid.uppercased(), "{\(uuid)}", uuid + "0", String(uuid.dropLast()), "0184990a477b4fa89968496074483cee",
        ]
      ),
      Case(kind: .bracedUUID, legal: ["{\(uuid)}"], illegal: [uuid, "{\(uuid)", "{}", "{\(uuid)}}", "(\(uuid))"]),
      Case(
        kind: .upperHex(count: 4),
        legal: ["0AF9", "0000"],
        illegal: ["0af9", "0AF", "0AF90", "0AFG", ""]
      ),
      Case(kind: .dnsLabel, legal: ["a", "0", "a-b", "eu-west-1"], illegal: ["", "-a", "a-", "a.b", "A", "a_b", "é"]),
      Case(
        kind: .dnsSubdomain,
        legal: ["a", "a.b", "a-b.c-d", String(repeating: "a", count: 253)],
        illegal: ["", ".a", "a.", "a..b", "a.-b", "A.b", String(repeating: "a", count: 254)]
      ),
      Case(
        kind: .spacedName(max: 10),
        legal: ["a", "a b", "a  b", "_-", "0123456789"],
        illegal: ["", " ", " a", "a ", "a:b", "a\tb", "01234567890"]
      ),
      Case(
        kind: .repositoryOrigin,
        legal: ["github.com/a/b", "gitlab.com/a/b/c", "h/vcs-ref/x"],
        illegal: ["", "a/b", "a//b", "a/b/", "a/b/c d", "a/b/c:d"]
      ),
      Case(kind: .list(.uuid), legal: [uuid], illegal: ["", "x"]),
    ]
  )
  func languages(_ test: Case) {
    for text in test.legal { #expect(test.kind.contains(text), "\(text)") }
    for text in test.illegal { #expect(test.kind.problem(in: text) != nil, "\(text)") }
  }
}

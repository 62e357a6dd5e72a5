@testable import KeylessChain
import Testing

@Suite("variables in a path", .timeLimit(.minutes(8)))
struct PathVariableTests {
  private static let variables = ["A": "/a/$B", "B": "b", "EMPTY": "", "A-B": "dash"]
  private static let situation = Situation(Machine(environment: Environment(variables)) { _ in .missing })

  // os.path.expandvars of Python 3.11, and os.ExpandEnv of Go 1.24.
  @Test(arguments: [
    ("/x", "/x", "/x"), ("$B/${B}x", "b/bx", "b/bx"), ("$A", "/a/$B", "/a/$B"), ("$NONE/x", "$NONE/x", "/x"),
    ("${NONE}", "${NONE}", ""), ("$EMPTY.", ".", "."), ("${A-B}", "dash", "dash"), ("$", "$", "$"),
    ("a$/b", "a$/b", "a$/b"),
    ("${", "${", ""), ("${B", "${B", "B"), ("${}", "${}", ""), ("$$B", "$b", "B"), ("$1B", "$1B", "B"),
    ("$é", "$é", "$é"),
    ("$Bé", "bé", "bé"),
  ])
  func `are expanded once, as each language does`(path: String, python: String, go: String) throws {
    #expect(try PathVariables(Self.situation, .python).expanding(path) == python)
    #expect(try PathVariables(Self.situation, .go).expanding(path) == go)
  }

  /// A brace that nothing closes was once looked for from every place.
  @Test(arguments: ["${", "$", "${}", "}"])
  func `a megabyte of them ends`(part: String) throws {
    let text = String(repeating: part, count: (1 << 20) / part.utf8.count)
    #expect(try PathVariables(Self.situation, .python).expanding(text) == text)
    #expect(try PathVariables(Self.situation, .go).expanding(text) == (part == "}" ? text : ""))
  }

  @Test
  func `one that nobody knows makes the path unknown, and is told apart in its cases`() {
    var environment = Environment(["HOME": "/home/me"])
    environment["A"] = .unknown("is a variable of the project", nil)
    let machine = Machine(environment: environment) { path in
      path == "/x" ? .bytes(Array("[profile p]\naws_access_key_id = A\naws_secret_access_key = s\n".utf8)) : .missing
    }
    let arguments = ToolArguments(["profile": .value("p", nil)], sharedConfigFiles: [.value("$A/x", nil)])
    for chain in TerraformChains.all where chain.tool.id == "terraform-provider-v5" {
      guard case .unknown(let unknown, let cases) = chain.resolution(Situation(machine, arguments)).outcome else {
        Issue.record("it is decided")
        continue
      }
      #expect(unknown.input == .variable("A"))
      #expect(cases.first?.condition == "`A` is not set")
      #expect(cases.first?.resolution.fired?.kind == .profileStatic)
    }
  }
}

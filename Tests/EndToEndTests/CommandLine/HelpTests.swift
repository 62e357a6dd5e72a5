import Testing

@Suite("help", .timeLimit(.minutes(30)))
struct HelpTests {
  @Test(
    "every verb says what it does and how it is called",
    arguments: [
      ("keyless", ["--help"]), ("rehearse", ["rehearse", "--help"]),
      ("serve", ["serve", "--help"]), ("token", ["token", "--help"]),
      ("token-mint", ["token", "mint", "--help"]), ("token-inspect", ["token", "inspect", "--help"]),
      ("init", ["init", "--help"]), ("bootstrap", ["bootstrap", "--help"]), ("who", ["who", "--help"]),
      ("bootstrap-module", ["bootstrap", "module", "--help"]), ("bootstrap-plan", ["bootstrap", "plan", "--help"]),
      ("bootstrap-apply", ["bootstrap", "apply", "--help"]), ("bootstrap-drift", ["bootstrap", "drift", "--help"]),
      ("bootstrap-destroy", ["bootstrap", "destroy", "--help"]),
      ("bootstrap-import", ["bootstrap", "import", "--help"]), ("component", ["component", "--help"]),
      ("explain", ["explain", "--help"]), ("check", ["check", "--help"]),
    ]
  )
  func help(name: String, arguments: [String]) async throws {
    try await Binary.run(arguments).expectSnapshot("help/\(name)", of: arguments)
  }

  @Test("keyless without a verb answers with its help")
  func bare() async throws {
    let bare = try await Binary.run([])
    let help = try await Binary.run(["--help"])
    #expect(bare.status == 0)
    #expect(bare.output.trimmed == help.output.trimmed)
    #expect(bare.errors.isEmpty)
  }

  @Test("the version is one line")
  func version() async throws {
    let run = try await Binary.run(["--version"])
    #expect(run.status == 0)
    #expect(run.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil, "\(run.output)")
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}

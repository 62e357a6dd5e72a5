import Foundation
import Testing

@Suite("keyless rehearse", .timeLimit(.minutes(30)))
struct RehearseTests {
  @Test("every handshake of the examples goes as their intent says", arguments: ["gitlab", "github"])
  func examples(name: String) async throws {
    let run = try await Binary.run(["rehearse", "examples/\(name)"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Every handshake went as the intent says."))
    #expect(!run.output.contains("WRONG"))
    run.expectSnapshot("rehearse-\(name)", of: ["rehearse", "examples/\(name)"])
  }

  @Test("the file itself is as good as the folder that holds it")
  func file() async throws {
    let folder = try await Binary.run(["rehearse", "examples/gitlab/"])
    let file = try await Binary.run(["rehearse", "examples/gitlab/keyless.yaml"])
    #expect(folder.status == 0)
    #expect(file.status == 0)
    #expect(Binary.Run.scrubbed(file.output) == Binary.Run.scrubbed(folder.output))
  }

  @Test("every role of the examples is shown with at least one refused near miss", arguments: ["gitlab", "github"])
  func misses(name: String) async throws {
    let run = try await Binary.run(["rehearse", "examples/\(name)"])
    let roles = run.output.components(separatedBy: "\nrole ").dropFirst()
    #expect(roles.count == 4)
    for role in roles {
      #expect(role.contains("    opens     arn:aws:sts::111122223333:assumed-role/"))
      #expect(role.contains("    refused   "))
    }
  }

  @Test("a keyless.yaml that is not there is wrong usage, and the place is named")
  func missing() async throws {
    try await Scratch.use { scratch in
      let arguments = ["rehearse", scratch.url.path]
      let run = try await Binary.run(arguments)
      #expect(run.status == 2)
      run.expectSnapshot("failure/no-intent", of: arguments, in: scratch)
    }
  }

  @Test("a broken keyless.yaml is a failure, with every finding at its place")
  func broken() async throws {
    try await Scratch.use { scratch in
      let text = try String(contentsOf: Binary.root.appending(path: "examples/gitlab/keyless.yaml"), encoding: .utf8)
      try scratch.write(
        text.replacing("account: \"111122223333\"", with: "account: \"1111-2222\"").replacing(
          "branches: [main]",
          with: "branch: main"
        ),
        to: "keyless.yaml"
      )
      let arguments = ["rehearse", scratch.url.path]
      let run = try await Binary.run(arguments)
      #expect(run.status == 3)
      #expect(run.output.isEmpty)
      run.expectSnapshot("failure/broken-intent", of: arguments, in: scratch)
    }
  }

  @Test("a keyless.yaml cannot move the cursor of the terminal that reads its findings")
  func hostileIntent() async throws {
    try await Scratch.use { scratch in
      try scratch.write("version: 1\n\"plat\\e[2Jform\": gitlab\n\u{9b}31m: x\n", to: "keyless.yaml")
      let run = try await Binary.run(["rehearse", scratch.url.path])
      #expect(run.status == 3)
      #expect(run.errors.contains("error["))
      for scalar in (run.errors + run.output).unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "U+\(String(scalar.value, radix: 16))")
      }
    }
  }

  @Test("the server's log is silent unless asked for, and never holds a token")
  func serverLog() async throws {
    let silent = try await Binary.run(["rehearse", "examples/gitlab"])
    #expect(silent.errors.isEmpty)
    let talking = try await Binary.run(["rehearse", "examples/gitlab", "--server-log", "info"])
    #expect(talking.status == 0)
    #expect(talking.errors.contains("refused action=sts:AssumeRoleWithWebIdentity caller=unsigned code=AccessDenied"))
    #expect(talking.errors.contains("identity=arn:aws:sts::111122223333:assumed-role/shop-deploy/rehearsal-main"))
    #expect(!talking.errors.contains("eyJ"))
    #expect(!talking.output.contains("eyJ"))
  }
}

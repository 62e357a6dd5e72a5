import Foundation
import KeylessSource
import Testing

@Suite("keyless chain", .timeLimit(.minutes(5)))
struct ChainTests {
  private static let example = [
    "--dir", "examples/chain/profile", "--env-file", "examples/chain/profile/job.json", "--root",
    "examples/chain/profile/runner",
  ]
  private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

  private func chain(_ arguments: [String], environment: [String: String] = [:]) async throws -> Binary.Run {
    try await Binary.run(["chain"] + arguments, environment: environment)
  }

  private func json(_ run: Binary.Run) throws -> JSONNode {
    try JSONParser.parse(Array(run.output.utf8), limits: .init(size: 1 << 22, depth: 64))
  }

  private func text(_ node: JSONNode?) -> String? {
    if case .string(let text)? = node?.value { text } else { nil }
  }

  @Test
  func `the README shows what is printed`() async throws {
    let readme = try String(contentsOf: Binary.root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(readme.split(separator: "## Which credentials does it take?").last)
    let shown = try #require(section.split(separator: "```text\n").dropFirst().first?.split(separator: "```").first)
    let run = try await chain(Self.example)
    #expect(run.status == 0)
    #expect(run.output == String(shown))
  }

  @Test
  func `a profile that was left in is told with its line, and an expectation fails by it`() async throws {
    let run = try await chain(Self.example + ["--expect", "web-identity"])
    #expect(run.status == 1)
    #expect(run.errors.contains("web-identity was expected, and profile-static fires"), "\(run.errors)")
    #expect(!(run.output + run.errors).contains(Self.secret))
    // The twin: a provider without it takes the job's token.
    let tools = try await chain(
      Array(Self.example.dropFirst(2)) + ["--tool", "terraform-provider-v5", "--expect", "web-identity"]
    )
    #expect(tools.status == 0, "\(tools.output)\(tools.errors)")
  }

  @Test
  func `each provider and the backend are resolved by themselves`() async throws {
    let run = try await chain(Self.example + ["--format", "json"])
    guard case .array(let answers) = try json(run).value else {
      Issue.record("no array: \(run.output)")
      return
    }
    #expect(
      answers.map { "\(text($0["for"]) ?? ""): \(text($0["fired"]?["link"]) ?? "none")" } == [
        "provider \"aws\": profile-static", "provider \"aws\" (alias dns): web-identity",
        "backend \"s3\": web-identity",
      ]
    )
    #expect(text(answers.first?["tool"]) == "terraform-provider-v5")
  }

  @Test
  func `all tools fit into a table that names the line`() async throws {
    let run = try await chain(Self.example + ["--all"])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 100 })
    #expect(!run.output.contains(Self.secret))
    for tool in ["boto3", "AWS CLI", "JavaScript", "Java", "Rust", "PHP", ".NET"] { #expect(run.output.contains(tool)) }
  }

  @Test(arguments: [
    ["--tool", "cobol"], ["--env-file", "examples/chain/profile/main.tf"], ["--env-file", "none.json"],
    ["--root", "README.md"], ["--dir", "no-such-folder"], ["--expect", "luck"], ["--all", "--tool", "boto3"],
  ])
  func `what cannot be asked is usage, and says what is wrong`(arguments: [String]) async throws {
    let run = try await chain(arguments)
    #expect(run.status == 2, "\(run.output)\(run.errors)")
    #expect(!run.errors.isEmpty && run.output.isEmpty)
  }

  @Test
  func `recorded traffic stands for AWS, and what was not recorded is refused`() async throws {
    try await Scratch.use { scratch in
      let traffic = try scratch.write(
        """
        [{"request": {"method": "POST", "url": "http://127.0.0.1:9/", "body": {"Action": "GetCallerIdentity"}},
          "response": {"status": 200, "headers": {"Content-Type": "text/xml"}, "body": "<GetCallerIdentityResponse xmlns=\\"https://sts.amazonaws.com/doc/2011-06-15/\\"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/dev</Arn><UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"}}]
        """,
        to: "traffic.json"
      )
      let job = try scratch.write(
        "{\"HOME\": \"/home/runner\", \"AWS_PROFILE\": \"dev\", \"AWS_ENDPOINT_URL_STS\": \"http://127.0.0.1:9\"}",
        to: "job.json"
      )
      let root = Binary.root.path + "/examples/chain/profile/runner"
      let run = try await chain(["--tool", "boto3", "--env-file", job, "--root", root, "--replay", traffic])
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(run.output.contains("obtained by profile-static: arn:aws:iam::123456789012:user/dev"))
      let nothing = try scratch.write("[]", to: "nothing.json")
      let refused = try await chain(["--tool", "boto3", "--env-file", job, "--root", root, "--replay", nothing])
      #expect(refused.status == 1)
      #expect(refused.output.contains("is not in the recorded traffic"), "\(refused.output)")
      #expect(!(refused.output + refused.errors + run.output).contains(Self.secret))
    }
  }
}

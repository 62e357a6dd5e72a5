import KeylessAnswers
import KeylessTesting
import Testing

@Suite("who gets in, in words")
struct WhoTextTests {
  private static func text(_ file: String, _ answers: WhoAnswers = WhoAnswers()) throws -> String {
    let reading = try AccountDump.read(Repository.bytes(file), file: file)
    #expect(reading.broken.isEmpty)
    return try reading.roles.map { try answers.answer($0).text }.joined(separator: "\n")
  }

  @Test("an account's roles, from the administrator that any contributor becomes to the one that never opens")
  func account() throws {
    let text = try Self.text("examples/accounts/bootstrap.json")
    #expect(
      text.contains(
        "any contributor (write access to the project), including from a merge request; who gets in is administrator"
      )
    )
    #expect(text.contains("nobody, ever"))
    if let difference = Snapshot.difference(text, named: "bootstrap", beside: #filePath) {
      Issue.record("\(difference)")
    }
  }

  @Test("an owner that is given is not guessed")
  func owner() throws {
    let guessed = try Self.text("examples/trust/gitlab/tight.json")
    #expect(guessed.contains("is taken for the owner"))
    let given = try Self.text("examples/trust/gitlab/tight.json", WhoAnswers(owners: ["acme"]))
    #expect(!given.contains("is taken for the owner"))
  }

  @Test("a dump's documents may be URL-encoded, and one that is broken is left out with its reason")
  func encoded() throws {
    let text = """
      {"RoleDetailList":[
        {"RoleName":"a","AssumeRolePolicyDocument":"%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D"},
        {"RoleName":"b","AssumeRolePolicyDocument":"%7"},
        {"RoleName":"c","AssumeRolePolicyDocument":{"Statement":[]}}
      ]}
      """
    let reading = try AccountDump.read(Array(text.utf8), file: "dump.json")
    #expect(reading.roles.map(\.name) == ["a"])
    #expect(reading.broken.map(\.role) == ["b", "c"])
  }

  @Test("what is no account, role or policy is refused", arguments: ["{}", "[1]", "{\"RoleDetailList\":[{}]}", "{"])
  func refused(text: String) {
    #expect(throws: AccountDump.Unreadable.self) { try AccountDump.read(Array(text.utf8), file: "x.json") }
  }

  @Test("one pipeline's roles, through those that trust each other")
  func from() throws {
    let file = "examples/accounts/bootstrap.json"
    let roles = try AccountDump.read(Repository.bytes(file), file: file).roles
    func reached(_ ref: String, project: String = "acme/infra") throws -> RolesFrom {
      let pipeline = try GivenPipeline(
        facts: ["project_path=\(project)", "ref=\(ref)"],
        platform: "gitlab",
        issuer: nil,
        audience: nil
      )
      return RolesFrom(roles, issuer: pipeline.issuer, context: pipeline.context)
    }
    #expect(try reached("feature").reached.map(\.role.name) == ["infra-deploy", "dns"])
    #expect(try reached("feature", project: "acme/web").reached.isEmpty)
    let rows = try reached("main").csv.split(separator: "\r\n")
    #expect(rows.count == 3)
    #expect(rows[0] == "role,grants,chain,note")
  }
}

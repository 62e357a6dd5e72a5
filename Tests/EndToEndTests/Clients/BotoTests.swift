import Foundation
import KeylessRehearsal
import Testing

@Suite("boto3", .serialized, .timeLimit(.minutes(30)), .enabled(if: RealClients.areThere, RealClients.absence))
struct BotoTests {
  /// One line of what `chain.py` prints.
  struct Answer: Decodable, Sendable {
    var arn: String?
    var operation: String?
    var code: String?
    var message: String?
    var status: Int?
    /// The client's own kind of error, where no call was made.
    var client: String?
  }

  private static let script = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/chain.py").path

  private static func ask(_ environment: [String: String], input: String = "") async throws -> [Answer] {
    let run = try await Binary.run([script], environment: environment, input: input, program: RealClients.python)
    #expect(run.status == 0, "\(run.errors)")
    return try run.output.split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
  }

  @Test(
    "its automatic chain lets in each pipeline that the intent admits and no other",
    arguments: ["gitlab", "github"]
  )
  func everyCase(name: String) async throws {
    try await ExampleAWS.serve(name) { stage, endpoint in
      let cases = try ClientCase.all(of: stage)
      #expect(cases.filter(\.expectation.isOpen).count >= 6)
      #expect(cases.filter { !$0.expectation.isOpen }.count >= 36)
      try await Scratch.use { scratch in
        var lines = ""
        for (index, example) in cases.enumerated() {
          let line = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": try scratch.write(example.token, to: "token-\(index)", mode: 0o600),
            "AWS_ROLE_ARN": example.role, "AWS_ROLE_SESSION_NAME": "job",
          ]
          lines += String(decoding: try JSONEncoder().encode(line), as: UTF8.self) + "\n"
        }
        let answers = try await Self.ask(RealClients.environment(scratch, endpoint: endpoint), input: lines)
        try #require(answers.count == cases.count)
        for (example, answer) in zip(cases, answers) {
          switch example.expectation {
          case .opens(let arn):
            #expect(answer.arn == arn, "\(example): \(answer)")
          case .refused(let code, let message):
            #expect(answer.arn == nil, "\(example)")
            #expect(answer.operation == "AssumeRoleWithWebIdentity", "\(example)")
            #expect(answer.code == code, "\(example): \(answer)")
            #expect(answer.message == message ?? answer.message, "\(example)")
            #expect(answer.status == (code == "AccessDenied" ? 403 : 400), "\(example)")
          }
        }
      }
    }
  }

  @Test("as a rehearsed job it gets in with nothing but its surroundings")
  func job() async throws {
    let python = try #require(RealClients.python).path
    let job = try await Job.run([python, Self.script])
    #expect(job.run.status == 0, "\(job.run.errors)")
    #expect(job.run.output.contains("\"arn\": \"arn:aws:sts::111122223333:assumed-role/shop-deploy/rehearsal-main\""))
    #expect(job.leftovers.isEmpty)
  }

  @Test("a profile from outside that is passed on purpose shadows the token, and the rehearsal says so")
  func profile() async throws {
    let python = try #require(RealClients.python).path
    let job = try await Job.run([python, Self.script], options: ["--pass", "AWS_PROFILE"])
    #expect(job.run.status == 1)
    #expect(job.run.output.contains("ProfileNotFound"), "\(job.run.output)")
    #expect(job.run.errors.contains("wrong: the token was never presented"))
  }

  @Test("static keys from outside that are passed on purpose shadow the token, and the rehearsal names them")
  func keys() async throws {
    let python = try #require(RealClients.python).path
    let job = try await Job.run(
      [python, Self.script],
      options: ["--pass", "AWS_ACCESS_KEY_ID", "--pass", "AWS_SECRET_ACCESS_KEY"]
    )
    #expect(job.run.status == 1)
    #expect(
      job.run.errors.contains("access key `AKIAIOSFODNN7EXAMPLE` signed the calls; the token was never presented"),
      "\(job.run.errors)"
    )
  }
}

import Foundation
import KeylessRehearsal
import Testing

@Suite(
  "the AWS CLI",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: RealClients.areThere, RealClients.absence)
)
struct AWSCommandLineTests {
  private static func aws(_ arguments: [String], _ environment: [String: String]) async throws -> Binary.Run {
    try await Binary.run(
      arguments + ["--output", "json"],
      environment: environment,
      program: RealClients.aws,
      folder: URL(filePath: environment["HOME"] ?? "")
    )
  }

  private static func exchange(
    _ example: ClientCase,
    _ scratch: Scratch,
    _ endpoint: String
  ) async throws -> Binary.Run {
    let file = try scratch.write(example.token, to: "token", mode: 0o600)
    return try await aws(
      [
        "sts", "assume-role-with-web-identity", "--role-arn", example.role, "--role-session-name", "job",
        "--web-identity-token", "file://\(file)",
      ],
      RealClients.environment(scratch, endpoint: endpoint)
    )
  }

  private static func object(_ run: Binary.Run) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
  }

  private static func expectRefusal(_ run: Binary.Run, _ operation: String, _ example: ClientCase) {
    guard case .refused(let code, let message) = example.expectation else {
      Issue.record("\(example) is no near miss")
      return
    }
    #expect(run.status != 0, "\(example)")
    #expect(run.output.isEmpty, "\(example)")
    let text = "An error occurred (\(code)) when calling the \(operation) operation: \(message ?? "")"
    #expect(run.errors.contains(text), "\(example): \(run.errors)")
  }

  @Test("assume-role-with-web-identity answers credentials to each role's pipeline, and get-caller-identity knows them")
  func exchange() async throws {
    try await ExampleAWS.serve("gitlab") { stage, endpoint in
      for example in try ClientCase.all(of: stage) where example.description.hasSuffix("the pipeline itself") {
        try await Scratch.use { scratch in
          let run = try await Self.exchange(example, scratch, endpoint)
          #expect(run.status == 0, "\(example): \(run.errors)")
          let answer = try Self.object(run)
          let assumed = try #require(answer["AssumedRoleUser"] as? [String: String])
          guard case .opens(let arn) = example.expectation else { return }
          #expect(assumed["Arn"] == arn)
          #expect(answer["Provider"] as? String == "https://gitlab.com")
          #expect(answer["Audience"] as? String == "sts.amazonaws.com")
          #expect((answer["SubjectFromWebIdentityToken"] as? String)?.hasPrefix("project_path:acme/") == true)

          let credentials = try #require(answer["Credentials"] as? [String: String])
          var environment = RealClients.environment(scratch, endpoint: endpoint)
          environment["AWS_ACCESS_KEY_ID"] = credentials["AccessKeyId"]
          environment["AWS_SECRET_ACCESS_KEY"] = credentials["SecretAccessKey"]
          environment["AWS_SESSION_TOKEN"] = credentials["SessionToken"]
          let identity = try Self.object(try await Self.aws(["sts", "get-caller-identity"], environment))
          #expect(identity["Arn"] as? String == arn)
          #expect(identity["Account"] as? String == "111122223333")
          #expect(identity["UserId"] as? String == assumed["AssumedRoleId"])

          guard arn.contains("shop-deploy") else { return }
          environment["AWS_SECRET_ACCESS_KEY"] = String(repeating: "x", count: 40)
          let forged = try await Self.aws(["sts", "get-caller-identity"], environment)
          #expect(forged.status != 0)
          #expect(forged.errors.contains("(SignatureDoesNotMatch)"), "\(forged.errors)")
          environment["AWS_SECRET_ACCESS_KEY"] = credentials["SecretAccessKey"]
          environment["AWS_SESSION_TOKEN"] = nil
          let bare = try await Self.aws(["sts", "get-caller-identity"], environment)
          #expect(bare.errors.contains("(InvalidClientTokenId)"), "\(bare.errors)")
        }
      }
    }
  }

  @Test("each near miss of the deploying role fails with AWS's own code and text")
  func misses() async throws {
    try await ExampleAWS.serve("gitlab") { stage, endpoint in
      let misses = try ClientCase.all(of: stage).filter { $0.role.hasSuffix("/shop-deploy") && !$0.expectation.isOpen }
      #expect(misses.count >= 12)
      try await Scratch.use { scratch in
        for example in misses {
          Self.expectRefusal(
            try await Self.exchange(example, scratch, endpoint),
            "AssumeRoleWithWebIdentity",
            example
          )
        }
      }
    }
  }

  @Test("get-caller-identity gets in through the chain with only the web-identity variables, and a near miss does not")
  func chain() async throws {
    try await ExampleAWS.serve("gitlab") { stage, endpoint in
      let cases = try ClientCase.all(of: stage).filter { $0.role.hasSuffix("/shop-deploy") }
      for name in ["the pipeline itself", "schedule", "prefix twin of the branch", "wrong audience", "expired"] {
        let example = try #require(cases.first { $0.description.hasSuffix(": \(name)") }, "\(name)")
        try await Scratch.use { scratch in
          var environment = RealClients.environment(scratch, endpoint: endpoint)
          environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = try scratch.write(example.token, to: "token", mode: 0o600)
          environment["AWS_ROLE_ARN"] = example.role
          environment["AWS_ROLE_SESSION_NAME"] = "job"
          let run = try await Self.aws(["sts", "get-caller-identity"], environment)
          if case .opens(let arn) = example.expectation {
            #expect(run.status == 0, "\(example): \(run.errors)")
            #expect(try Self.object(run)["Arn"] as? String == arn)
          } else {
            Self.expectRefusal(run, "AssumeRoleWithWebIdentity", example)
          }
        }
      }
    }
  }

  @Test(
    "as a rehearsed job it gets in, its own status is passed on, and an action that is not built is refused by name"
  )
  func job() async throws {
    let aws = try #require(RealClients.aws).path
    let good = try await Job.run([aws, "sts", "get-caller-identity", "--query", "Arn", "--output", "text"])
    #expect(good.run.status == 0, "\(good.run.errors)")
    #expect(good.run.output == "arn:aws:sts::111122223333:assumed-role/shop-deploy/rehearsal-main\n")
    let then = try await Job.run(["sh", "-c", "\"$0\" sts get-caller-identity >/dev/null && exit 7", aws])
    #expect(then.run.status == 7, "\(then.run.errors)")
    let other = try await Job.run([aws, "ec2", "describe-vpcs"])
    #expect(other.run.status != 0)
    #expect(other.run.errors.contains("ec2:DescribeVpcs"), "\(other.run.errors)")
    #expect(!other.run.errors.contains("InternalFailure"))
    #expect(other.leftovers.isEmpty)
  }

  @Test("with a profile or without signing, a rehearsed job never presents its token")
  func shadowed() async throws {
    let aws = try #require(RealClients.aws).path
    for arguments in [["--profile", "dev"], ["--no-sign-request"]] {
      let job = try await Job.run([aws, "sts", "get-caller-identity"] + arguments)
      #expect(job.run.status == 1)
      #expect(job.run.errors.contains("the token was never presented"), "\(job.run.errors)")
    }
  }
}

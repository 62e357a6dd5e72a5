import KeylessAccounts
import KeylessServer
import Foundation
import Testing

@Suite(
  "boto3 and the AWS CLI with IAM users",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: RealClients.areThere, RealClients.absence)
)
struct UsersTests {
  private static let script = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/users.py").path

  @Test("boto3 makes users, keys and policies, pages through them, and simulations agree with real calls")
  func boto() async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let run = try await Binary.run(
          [Self.script],
          environment: server.environment(scratch),
          program: RealClients.python
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        // The script leaves nothing behind.
        #expect(server.aws.accounts.snapshot[AdministeredAWS.account].allUsers.map(\.name) == ["administrator"])
      }
    }
  }

  private static func aws(_ arguments: [String], _ environment: [String: String]) async throws -> Binary.Run {
    try await Binary.run(
      ["iam"] + arguments + ["--output", "json"],
      environment: environment,
      program: RealClients.aws,
      folder: URL(filePath: environment["HOME"] ?? "")
    )
  }

  private static func json(_ run: Binary.Run) throws -> [String: Any] {
    try #require(run.status == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("simulate-principal-policy of the AWS CLI says of each call what the call itself is told")
  func simulation() async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let environment = server.environment(scratch)
        let user = try Self.json(try await Self.aws(["create-user", "--user-name", "cli"], environment))
        let arn = try #require((user["User"] as? [String: Any])?["Arn"] as? String)
        let policy = """
          {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["iam:List*","iam:GetUser"],"Resource":"*"},
            {"Effect":"Deny","Action":"iam:ListUserTags","Resource":"\(arn)"}
          ]}
          """
        let put = ["put-user-policy", "--user-name", "cli", "--policy-name", "p", "--policy-document", policy]
        #expect(try await Self.aws(put, environment).status == 0)
        let made = try Self.json(try await Self.aws(["create-access-key", "--user-name", "cli"], environment))
        let key = try #require(made["AccessKey"] as? [String: String])
        var own = environment
        own["AWS_ACCESS_KEY_ID"] = key["AccessKeyId"]
        own["AWS_SECRET_ACCESS_KEY"] = key["SecretAccessKey"]

        let calls: [(action: String, call: [String])] = [
          ("iam:GetUser", ["get-user"]), ("iam:ListAccessKeys", ["list-access-keys", "--user-name", "cli"]),
          ("iam:ListUserTags", ["list-user-tags", "--user-name", "cli"]),
          ("iam:TagUser", ["tag-user", "--user-name", "cli", "--tags", "Key=a,Value=b"]),
        ]
        let simulated = try Self.json(
          try await Self.aws(
            ["simulate-principal-policy", "--policy-source-arn", arn, "--resource-arns", arn, "--action-names"]
              + calls.map(\.action),
            environment
          )
        )
        let results = try #require(simulated["EvaluationResults"] as? [[String: Any]])
        #expect(results.compactMap { $0["EvalActionName"] as? String } == calls.map(\.action))
        for (result, (action, call)) in zip(results, calls) {
          let run = try await Self.aws(call, own)
          let said =
            run.status == 0
            ? "allowed" : run.errors.contains("with an explicit deny in") ? "explicitDeny" : "implicitDeny"
          #expect(run.status == 0 || run.errors.contains("(AccessDenied)"), "\(action): \(run.errors)")
          #expect(result["EvalDecision"] as? String == said, "\(action)")
        }
      }
    }
  }
}

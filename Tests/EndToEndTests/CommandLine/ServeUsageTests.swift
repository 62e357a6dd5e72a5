import Foundation
import Testing

@Suite("wrong usage of serve", .timeLimit(.minutes(30)))
struct ServeUsageTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var arguments: [String]
    var environment: [String: String] = [:]
    /// A file `serve.yaml` that the arguments may name.
    var configuration: String?
    var testDescription: String { name }

    init(
      _ name: String,
      _ arguments: String...,
      environment: [String: String] = [:],
      configuration: String? = nil
    ) {
      self.name = name
      self.arguments = arguments
      self.environment = environment
      self.configuration = configuration
    }
  }

  static let cases: [Case] = [
    Case("port", "--port", "99999"),
    Case("port-in-words", "--port", "http"),
    Case("host", "--host", "my host"),
    Case("store", "--store", "postgres:x"),
    Case("store-without-path", "--store", "sqlite:"),
    Case("account", "--account", "1111-2222-3333"),
    Case("account-twice", "--account", "111122223333", "--account", "111122223333"),
    Case("partition", "--partition", "aws-mars"),
    Case("region", "--region", "Frankfurt"),
    Case("region-of-another-partition", "--partition", "aws-cn", "--region", "eu-west-1"),
    Case("issuer", "--play", "gitlab.com"),
    Case("issuer-with-slash", "--play", "https://gitlab.com/"),
    Case("issuer-twice", "--play", "https://gitlab.com", "--play", "https://gitlab.com"),
    Case("upstream", "--upstream", "kms"),
    Case("upstream-url", "--upstream", "kms=ftp://127.0.0.1"),
    Case("upstream-with-path", "--upstream", "kms=http://127.0.0.1:5000/moto"),
    Case("upstream-with-user", "--upstream", "kms=http://user:secret@127.0.0.1:5000"),
    Case("upstream-of-our-own", "--upstream", "iam=http://127.0.0.1:5000"),
    Case("upstream-service", "--upstream", "KMS=http://127.0.0.1:5000"),
    Case("log-level", "--log-level", "all"),
    Case("ca-without-fetching", "--ca-file", "ca.pem"),
    Case("no-ca-file", "--fetch-issuers", "--ca-file", "no-such-file.pem"),
    Case("no-policy-file", "--scp", "no-such-policy.json"),
    Case("no-folder-for-ready-file", "--ready-file", "nowhere/ready.json"),
    Case("no-configuration", "--config", "no-such-file.yaml"),
    Case("empty-value", "--ready-file", ""),
    Case("unexpected-argument", "4566"),
    Case("administrator-half", environment: ["KEYLESS_ADMIN_ACCESS_KEY_ID": "AKIAEXAMPLEEXAMPLE23"]),
    Case(
      "administrator-id",
      environment: ["KEYLESS_ADMIN_ACCESS_KEY_ID": "test", "KEYLESS_ADMIN_SECRET_ACCESS_KEY": "0123456789abcdef"]
    ),
    Case(
      "administrator-secret",
      environment: ["KEYLESS_ADMIN_ACCESS_KEY_ID": "AKIAEXAMPLEEXAMPLE23", "KEYLESS_ADMIN_SECRET_ACCESS_KEY": "short"]
    ),
    Case(
      "configuration-keys",
      "--config",
      "serve.yaml",
      configuration: """
        prot: 4566
        ready_file: ready.json
        region: [eu-west-1]
        account:
          - 111122223333
          - 1234
        fetch-issuers: "yes"
        strict-regions: 1
        store:
        upstream: kms=http://127.0.0.1:5000/x

        """
    ),
    Case("configuration-shape", "--config", "serve.yaml", configuration: "- port: 1\n"),
    Case("configuration-twice", "--config", "serve.yaml", configuration: "port: 1\nport: 2\n"),
    Case(
      "configuration-policy",
      "--config",
      "serve.yaml",
      configuration: "scp: serve.yaml\n"
    ),
  ]

  @Test("is answered with what is wrong and what to write instead, status 2", arguments: cases)
  func usage(example: Case) async throws {
    try await Scratch.use { scratch in
      if let text = example.configuration { try scratch.write(text, to: "serve.yaml") }
      let arguments = ["serve"] + example.arguments
      let run = try await Binary.run(arguments, environment: example.environment, folder: scratch.url)
      #expect(run.status == 2, "\(run.errors)")
      #expect(run.output.isEmpty)
      run.expectSnapshot("usage/serve-\(example.name)", of: arguments, in: scratch)
      // No value of the environment is repeated.
      for value in example.environment.values { #expect(!run.errors.contains(value)) }
    }
  }

  @Test("a resource control policy is one that AWS Organizations would take, or it is shown why it is none")
  func resourceControl() async throws {
    try await Scratch.use { scratch in
      try scratch.write(
        """
        {
          "Version": "2008-10-17",
          "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"},
            {"Effect": "Deny", "Principal": "*", "Action": ["s3:Get*", "*"], "Resource": "*"},
            {"Effect": "Deny", "Principal": "*", "NotAction": "sts:*", "Resource": "*"}
          ]
        }

        """,
        to: "rcp.json"
      )
      let arguments = ["serve", "--port", "0", "--rcp", "rcp.json"]
      let run = try await Binary.run(arguments, folder: scratch.url)
      #expect(run.status == 2)
      run.expectSnapshot("usage/serve-resource-control", of: arguments, in: scratch)
    }
  }

  @Test("a policy of the organization that is none is shown with its place")
  func policy() async throws {
    try await Scratch.use { scratch in
      try scratch.write(
        """
        {
          "Version": "2012-10-17",
          "Statement": [{"Effect": "Permit", "Action": "*", "Resource": "*"}]
        }

        """,
        to: "scp.json"
      )
      let arguments = ["serve", "--port", "0", "--scp", "scp.json"]
      let run = try await Binary.run(arguments, folder: scratch.url)
      #expect(run.status == 2)
      run.expectSnapshot("usage/serve-policy", of: arguments, in: scratch)
    }
  }
}

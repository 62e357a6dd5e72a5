import Foundation
import KeylessAWS
import KeylessSystem
import KeylessTesting
import Testing

@Suite("keyless who and explain", .timeLimit(.minutes(30)))
struct WhoTests {
  @Test("a role of a running server is answered for, in words and in JSON")
  func server() async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(["--no-fetch-issuers"], in: scratch.url)
      let provider = try await server.call(
        "CreateOpenIDConnectProvider",
        service: .iam,
        ["Url": "https://gitlab.com", "ClientIDList.member.1": "sts.amazonaws.com"]
      )
      #expect(provider.status == 200, "\(provider.text)")
      let trust = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"\(provider.element("OpenIDConnectProviderArn"))"},\
        "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"gitlab.com:sub":"project_path:acme/*"}}}]}
        """
      let role = try await server.call(
        "CreateRole",
        service: .iam,
        ["RoleName": "deploy", "AssumeRolePolicyDocument": trust]
      )
      #expect(role.status == 200, "\(role.text)")
      _ = try await server.call(
        "AttachRolePolicy",
        service: .iam,
        ["RoleName": "deploy", "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"]
      )
      let words = try await Binary.run(["who", "--server", server.readyFile.path, "--role", "deploy"])
      let data = try await Binary.run(["who", "--server", server.readyFile.path, "--format", "json"])
      let missing = try await Binary.run(["who", "--server", server.readyFile.path, "--role", "nobody"])
      await server.stop()
      #expect(words.status == 0, "\(words.errors)")
      #expect(words.output.contains("any colleague"))
      #expect(words.output.contains("who gets in is administrator"))
      #expect(data.output.contains("\"classes\""))
      #expect(missing.status == 2)
    }
  }

  @Test("lines go in and out in order, bad ones with their error")
  func batch() async throws {
    let policy =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"},"Action":"sts:AssumeRoleWithWebIdentity"}]}"#
    let lines = (0..<50).map { $0 % 7 == 3 ? "{\"id\":\($0)" : "{\"id\":\($0),\"policy\":\(policy)}" }
    let run = try await Binary.run(["who", "--batch"], input: lines.joined(separator: "\n"))
    #expect(run.status == 0, "\(run.errors)")
    let answers = run.output.split(separator: "\n")
    #expect(answers.count == 50)
    for (index, answer) in answers.enumerated() {
      #expect(answer.contains(index % 7 == 3 ? "\"error\":" : "\"id\":\(index),\"reach\":\"everyone\""))
    }
    let long = try await Binary.run(
      ["explain", "--batch"],
      input: String(repeating: "x", count: 1 << 21) + "\n{\"id\":1}"
    )
    #expect(long.output.split(separator: "\n").count == 2)
    #expect(long.output.contains("longer than a mebibyte"))
  }

  @Test("an account is as intended only with every role of the intent")
  func intent() async throws {
    let intent = ["--intent", "examples/gitlab/keyless.yaml"]
    let whole = try await Binary.run(["who", "examples/accounts/shop.json"] + intent)
    #expect(whole.status == 0, "\(whole.output)\(whole.errors)")
    let other = try await Binary.run(["who", "examples/accounts/bootstrap.json"] + intent)
    #expect(other.status == 1)
    #expect(other.output.contains("role shop-deploy\n  is in the intent and not in the account"))
    let open = try await Binary.run(["who", "examples/accounts/shop-too-open.json", "--role", "shop-deploy"] + intent)
    #expect(open.status == 1)
    #expect(open.output.contains("gets in and should not"))
    #expect(!open.output.contains("not in the account"))
  }

  @Test("a token in a file is explained and never repeated")
  func token() async throws {
    try await Scratch.use { scratch in
      let token = scratch.url.appending(path: "token").path
      _ = try await Binary.run([
        "token", "mint", "--platform", "gitlab", "--audience", "sts.amazonaws.com", "--fact", "project_path=acme/shop",
        "--fact", "project_id=4711", "--fact", "namespace_id=815", "--out", token,
      ])
      let file = Binary.root.appending(path: "examples/trust/gitlab/tight.json").path
      let allowed = try await Binary.run(["explain", file, "--token", token])
      #expect(allowed.status == 0, "\(allowed.output)\(allowed.errors)")
      let refused = try await Binary.run([
        "explain", Binary.root.appending(path: "examples/trust/gitlab/dead.json").path, "--token", token,
      ])
      #expect(refused.status == 1)
      #expect(refused.output.contains("this statement would admit exactly this pipeline"))
      let text = try scratch.read("token").trimmingCharacters(in: .whitespacesAndNewlines)
      let leaked = try await Binary.run(["explain", file, "--token", text])
      #expect(leaked.status == 2)
      for run in [allowed, refused, leaked] { #expect(!run.output.contains(text) && !run.errors.contains(text)) }
    }
  }

  @Test("a CloudTrail event knows subject and audience, and the other keys are said to be unknown")
  func event() async throws {
    try await Scratch.use { scratch in
      let event = try scratch.write(
        """
        {"eventName":"AssumeRoleWithWebIdentity","userIdentity":{"type":"WebIdentityUser",
        "principalId":"arn:aws:iam::111122223333:oidc-provider/gitlab.com:sts.amazonaws.com:project_path:acme/shop:ref_type:branch:ref:main",
        "userName":"project_path:acme/shop:ref_type:branch:ref:main",
        "identityProvider":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
        "responseElements":{"audience":"sts.amazonaws.com"}}
        """,
        to: "event.json"
      )
      let file = Binary.root.appending(path: "examples/trust/gitlab/tight.json").path
      let run = try await Binary.run(["explain", file, "--event", event])
      #expect(run.status == 1)
      #expect(run.output.contains("gitlab.com:project_id: not in what was given"), "\(run.output)")
    }
  }
}

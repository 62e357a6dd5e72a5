import KeylessAWS
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Synchronization
import Testing

@Suite("a server that is kept running", .tags(.live), .timeLimit(.minutes(8)))
struct ServeVerbTests {
  @Test("its ready file says where it is and with which key it can be asked, to its owner only, while it runs")
  func readyFile() async throws {
    try await TemporaryFolder.use { folder in
      let files = System.live().files
      let ended = try await Served.run(
        [
          (.account, "111122223333"), (.account, "444455556666"), (.region, "eu-west-1"), (.play, "https://gitlab.com"),
        ],
        in: folder
      ) { served in
        #expect(files.isPrivate(folder + "/ready.json"))
        #expect(try files.entries(folder, 10).count == 1)
        #expect(served.text("server") == "keyless")
        #expect(served.ready["version"]?.plain == 1)
        #expect(served.ready["pid"]?.plain == 4711)
        #expect(served.text("region") == "eu-west-1")
        #expect(served.text("partition") == "aws")
        #expect(served.text("account") == "111122223333")
        #expect(served.ready["issuers"]?.plain == ["https://gitlab.com"])
        #expect(served.text("mintingToken").utf8.count >= 40)
        let identity = try await served.call("GetCallerIdentity", service: .sts)
        #expect(identity.element("Arn") == "arn:aws:iam::111122223333:user/keyless/administrator")
        guard case .array(let accounts)? = served.ready["accounts"]?.value, accounts.count == 2,
          case .string(let key)? = accounts[1]["administrator"]?["accessKeyId"]?.value,
          case .string(let secret)? = accounts[1]["administrator"]?["secretAccessKey"]?.value
        else {
          Issue.record("there are not two accounts")
          return
        }
        let other = try await served.call("GetCallerIdentity", service: .sts, key: key, secret: secret)
        #expect(other.element("Arn") == "arn:aws:iam::444455556666:user/keyless/administrator")
        // The twin: the one's secret is not the other's.
        #expect(try await served.call("GetCallerIdentity", service: .sts, key: key).status == 403)
      }
      #expect(try files.entries(folder, 10).isEmpty)
      #expect(ended.output.hasPrefix("the local AWS answers at http://127.0.0.1:"))
      #expect(ended.errors.isEmpty)
    }
  }

  @Test("no secret goes to a pipe or to the log")
  func pipe() async throws {
    try await TemporaryFolder.use { folder in
      let secrets = Secrets()
      let ended = try await Served.run([(.play, "https://gitlab.com")], in: folder) { served in
        secrets.add(served.text("administrator", "secretAccessKey"), served.text("mintingToken"))
        _ = try await served.call("GetCallerIdentity", service: .sts)
        _ = try await served.call("GetCallerIdentity", service: .sts, secret: "wrong")
        _ = try await served.call(
          "GetCallerIdentity",
          service: .sts,
          key: served.text("administrator", "secretAccessKey")
        )
      }
      for secret in secrets.all {
        #expect(secret.utf8.count >= 40)
        #expect(!(ended.output + ended.errors + ended.log).contains(secret))
      }
      #expect(ended.log.contains("caller=arn:aws:iam::111122223333:user/keyless/administrator"))
      #expect(ended.log.contains("code=SignatureDoesNotMatch"))
    }
  }

  @Test("a terminal without a ready file is told the key, and a pipe is told how to get it")
  func terminal() async throws {
    try await TemporaryFolder.use { folder in
      let terminal = try await Served.run(in: folder, isTerminal: true) { _ in }
      #expect(terminal.output.contains("export AWS_SECRET_ACCESS_KEY="))
      let given = [
        "KEYLESS_ADMIN_ACCESS_KEY_ID": "AKIAEXAMPLEEXAMPLE23", "KEYLESS_ADMIN_SECRET_ACCESS_KEY": "0123456789abcdefX",
      ]
      let known = try await Served.run(environment: given, in: folder, isTerminal: true) { _ in }
      #expect(!known.output.contains("0123456789abcdefX"))
      let file = try await Served.run([(.readyFile, folder + "/ready.json")], in: folder, isTerminal: true) { _ in }
      #expect(!file.output.contains("AWS_SECRET_ACCESS_KEY"))
    }
  }

  @Test("the administrator's key can be given by the environment, for the default account")
  func given() async throws {
    let given = [
      "KEYLESS_ADMIN_ACCESS_KEY_ID": "my_own_key_of_20_chr", "KEYLESS_ADMIN_SECRET_ACCESS_KEY": "0123456789abcdefX",
    ]
    try await TemporaryFolder.use { folder in
      _ = try await Served.run(
        [(.account, "111122223333"), (.account, "444455556666")],
        environment: given,
        in: folder
      ) { served in
        #expect(served.text("administrator", "accessKeyId") == "my_own_key_of_20_chr")
        let call = try await served.call(
          "GetCallerIdentity",
          service: .sts,
          key: "my_own_key_of_20_chr",
          secret: "0123456789abcdefX"
        )
        #expect(call.element("Account") == "111122223333")
      }
    }
  }

  @Test("what was made is there after a restart, with sessions and keys, and no secret lies in the store")
  func restart() async throws {
    try await TemporaryFolder.use { folder in
      let options: [(ServeKey, String)] = [(.store, "sqlite:\(folder)/aws.db")]
      let secrets = Secrets()
      let kept = Secrets()
      _ = try await Served.run(options, in: folder) { served in
        let user = try await served.call("CreateUser", service: .iam, ["UserName": "ann"])
        #expect(user.status == 200, "\(user.text)")
        let key = try await served.call("CreateAccessKey", service: .iam, ["UserName": "ann"])
        #expect(key.status == 200, "\(key.text)")
        let secret = key.element("SecretAccessKey")
        let session = try await served.call(
          "GetSessionToken",
          service: .sts,
          key: key.element("AccessKeyId"),
          secret: secret
        )
        #expect(session.status == 200, "\(session.text)")
        secrets.add(
          secret,
          session.element("SecretAccessKey"),
          session.element("SessionToken"),
          served.text("administrator", "secretAccessKey")
        )
        kept.add(key.element("AccessKeyId"), session.element("AccessKeyId"), user.element("UserId"))
        // While the server runs the log is beside the database.
        try Self.expectNone(of: secrets.all, in: folder)
      }
      try Self.expectNone(of: secrets.all, in: folder)
      _ = try await Served.run(options, in: folder, seed: 2) { served in
        let (known, ids) = (secrets.all, kept.all)
        let user = try await served.call("GetUser", service: .iam, ["UserName": "ann"])
        #expect(user.element("UserId") == ids[2])
        let key = try await served.call("GetCallerIdentity", service: .sts, key: ids[0], secret: known[0])
        #expect(key.element("Arn") == "arn:aws:iam::111122223333:user/ann")
        let session = try await served.call(
          "GetCallerIdentity",
          service: .sts,
          key: ids[1],
          secret: known[1],
          token: known[2]
        )
        #expect(session.element("Arn") == "arn:aws:iam::111122223333:user/ann")
        // The administrator's key was the first start's.
        #expect(served.text("administrator", "secretAccessKey") != known[3])
        let users = try await served.call("ListUsers", service: .iam)
        #expect(users.text.split(separator: "<UserName>").count == 3)
      }
      // The twin: another store knows neither the key nor the session.
      _ = try await Served.run([(.store, "sqlite:\(folder)/other.db")], in: folder, seed: 3) { served in
        let (known, ids) = (secrets.all, kept.all)
        let session = try await served.call(
          "GetCallerIdentity",
          service: .sts,
          key: ids[1],
          secret: known[1],
          token: known[2]
        )
        #expect(session.element("Code") == "InvalidClientTokenId")
      }
    }
  }

  /// No file of the store but its key holds one of the secrets, nor the key's own bytes.
  private static func expectNone(of secrets: [String], in folder: String) throws {
    let files = System.live().files
    let root = try #require(try files.read(folder + "/aws.db.key", 1000)).split(separator: UInt8(ascii: " ")).last ?? []
    let digits = String(decoding: root.dropLast(), as: UTF8.self)
    let raw = stride(from: 0, to: 64, by: 2).compactMap { UInt8(digits.dropFirst($0).prefix(2), radix: 16) }
    #expect(raw.count == 32)
    for suffix in ["", "-wal", "-shm"] {
      guard let bytes = try files.read(folder + "/aws.db" + suffix, 1 << 24) else { continue }
      #expect(bytes.firstRange(of: raw) == nil)
      for secret in secrets + [digits] {
        #expect(secret.utf8.count >= 40)
        #expect(bytes.firstRange(of: Array(secret.utf8)) == nil, "aws.db\(suffix)")
      }
    }
  }

  @Test("a ready file of a server that was killed is replaced; anything else is refused and left alone")
  func leftover() async throws {
    let files = System.live().files
    try await TemporaryFolder.use { folder in
      let path = folder + "/ready.json"
      try files.createPrivate(path, Array("{\"server\": \"keyless\", \"version\": 1, \"pid\": 1}".utf8))
      _ = try await Served.run(in: folder) { served in #expect(!served.endpoint.isEmpty) }
      #expect(try files.read(path, 10) == nil)
      for text in ["", "{}", "{\"server\": \"other\", \"version\": 1}", "hello"] {
        try files.createPrivate(path, Array(text.utf8))
        await #expect(throws: ServerError.self) { try await Served.run(in: folder) { _ in } }
        #expect(try files.read(path, 100) == Array(text.utf8))
        try files.removeFile(path)
      }
      // Somebody else's file is no longer ours to remove.
      _ = try await Served.run(in: folder) { _ in
        try files.removeFile(path)
        try files.createPrivate(path, Array("mine".utf8))
      }
      #expect(try files.read(path, 100) == Array("mine".utf8))
    }
  }

  @Test("a ready file wants a folder that is there")
  func readyFolder() async throws {
    try await TemporaryFolder.use { folder in
      let refusal = await #expect(throws: ServerError.self) {
        try await Served.run([(.readyFile, folder + "/no/ready.json")], in: folder) { _ in }
      }
      #expect(refusal?.code == .usage)
      #expect(refusal?.description.hasPrefix("there is no folder `\(folder)/no`") == true)
    }
  }

  @Test("a second server on the same store is refused, and the first one goes on")
  func secondServer() async throws {
    try await TemporaryFolder.use { folder in
      let options: [(ServeKey, String)] = [(.store, "sqlite:\(folder)/aws.db")]
      _ = try await Served.run(options, in: folder) { served in
        let refusal = await #expect(throws: ServerError.self) {
          try await Served.run(options + [(.readyFile, folder + "/second.json")], in: folder, seed: 2) { _ in }
        }
        #expect(refusal?.code == .store)
        #expect(refusal?.description.contains("another server uses it") == true)
        let answer = try await served.call("CreateUser", service: .iam, ["UserName": "ann"])
        #expect(answer.status == 200)
      }
    }
  }

  @Test("the organization's policies stand above the administrator")
  func organization() async throws {
    try await TemporaryFolder.use { folder in
      let policy = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:CreateUser","Resource":"*"}]}
        """
      try System.live().files.createPrivate(folder + "/scp.json", Array(policy.utf8))
      let ended = try await Served.run([(.scp, folder + "/scp.json")], in: folder) { served in
        let refused = try await served.call("CreateUser", service: .iam, ["UserName": "ann"])
        #expect(refused.status == 403)
        #expect(refused.text.contains("with an explicit deny in a service control policy"), "\(refused.text)")
        #expect(try await served.call("ListUsers", service: .iam).status == 200)
      }
      #expect(ended.log.contains("code=AccessDenied"))
    }
  }

  @Test("with strict regions a signature of IAM for another region than AWS's is refused")
  func regions() async throws {
    try await TemporaryFolder.use { folder in
      _ = try await Served.run([(.partition, "aws-cn"), (.strictRegions, "true")], in: folder) { served in
        let answer = try await served.call("ListUsers", service: .iam, region: "us-east-1")
        #expect(answer.element("Code") == "SignatureDoesNotMatch")
        #expect(try await served.call("ListUsers", service: .iam).status == 200)
      }
      _ = try await Served.run([(.partition, "aws-cn")], in: folder) { served in
        let identity = try await served.call("GetCallerIdentity", service: .sts)
        #expect(identity.element("Arn") == "arn:aws-cn:iam::111122223333:user/keyless/administrator")
        #expect(try await served.call("ListUsers", service: .iam).status == 200)
      }
    }
  }
}

/// What a test must remember beyond the closure that learned it.
private final class Secrets: Sendable {
  private let texts = Mutex<[String]>([])

  var all: [String] { texts.withLock { $0 } }

  func add(_ more: String...) { texts.withLock { $0 += more } }
}

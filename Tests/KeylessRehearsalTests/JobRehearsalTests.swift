import KeylessAWS
import KeylessClient
import KeylessRehearsal
import KeylessIntent
import KeylessOIDC
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

/// A job whose command is a closure that has nothing but the job's environment and its disk.
@Suite("a command run as a job")
struct JobRehearsalTests {
  private func play(
    _ theatre: Theatre,
    pipeline: String = "main",
    role: String? = nil,
    pass: [String] = []
  ) async throws
    -> Int32
  {
    let order = JobRehearsal.Order(pipeline: pipeline, role: role, command: ["deploy.sh"], pass: pass)
    return try await RehearseVerb(path: "", job: order).play(theatre.stage, theatre.system)
  }

  @Test("a command that exchanges its token gets in, and its own status comes out", arguments: [Int32(0), 7])
  func opens(status: Int32) async throws {
    var theatre = try Theatre()
    let disk = theatre.disk
    theatre.command { environment, client in
      let output = try await Theatre.exchange(environment, client, disk).get()
      _ = try await client.identity(of: output.credentials).get()
      return .exited(status)
    }
    #expect(try await play(theatre) == status)
    let errors = theatre.machine.errors
    #expect(errors.contains("opens: the token was exchanged, and every signed call was made as"))
    #expect(errors.contains("arn:aws:sts::111122223333:assumed-role/deploy/rehearsal-main"))
    #expect(errors.contains("ended with status \(status)"))
  }

  @Test("a command that never presents its token is wrong, however well it ends")
  func neverPresented() async throws {
    var theatre = try Theatre()
    theatre.command { _, _ in .exited(0) }
    #expect(try await play(theatre) == 1)
    #expect(theatre.machine.errors.contains("wrong: the token was never presented"))
    #expect(theatre.machine.errors.contains("no call reached the local AWS"))
  }

  @Test("a command that signs with other credentials is wrong, before and beside the exchange")
  func otherCredentials() async throws {
    let keys = Credentials(
      accessKeyID: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: SecretAccessKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
      sessionToken: SessionToken("stale"),
      expiration: 0
    )
    var alone = try Theatre()
    alone.command { _, client in
      _ = try await client.identity(of: keys)
      return .exited(0)
    }
    #expect(try await play(alone) == 1)
    #expect(
      alone.machine.errors.contains("access key `AKIAIOSFODNN7EXAMPLE` signed the calls; the token was never presented")
    )
    var beside = try Theatre()
    let disk = beside.disk
    beside.command { environment, client in
      _ = try await Theatre.exchange(environment, client, disk).get()
      _ = try await client.identity(of: keys)
      return .exited(0)
    }
    #expect(try await play(beside) == 1)
    #expect(beside.machine.errors.contains("other credentials made calls too"))
  }

  @Test("a token that is presented and refused is wrong, with the server's reason")
  func refused() async throws {
    var theatre = try Theatre()
    try theatre.trust("deploy", ["StringEquals": ["gitlab.com:ref_type": "mr"]])
    let disk = theatre.disk
    theatre.command { environment, client in
      _ = try await Theatre.exchange(environment, client, disk)
      return .exited(0)
    }
    #expect(try await play(theatre) == 1)
    #expect(theatre.machine.errors.contains("refused: the token was presented, and STS answered AccessDenied"))
    #expect(theatre.machine.errors.contains("gitlab.com:ref_type is absent"))
  }

  @Test("another job's token is not this job's: what it opens does not count")
  func borrowedToken() async throws {
    var theatre = try Theatre()
    let stage = theatre.stage
    theatre.command { environment, client in
      let named = try #require(stage.roles.first?.role.pipelines.first)
      let other = try stage.press.mint(named.pipeline, layout: nil)
      _ = try await client.exchange(
        AssumeRoleWithWebIdentity.Input(
          roleARN: environment["AWS_ROLE_ARN"] ?? "",
          sessionName: "borrowed",
          token: WebIdentityToken(other.token.reveal())
        )
      ).get()
      return .exited(0)
    }
    #expect(try await play(theatre) == 1)
    #expect(theatre.machine.errors.contains("none of them carried this job's token"))
  }

  @Test("the job sees its handshake and its platform, and nothing of the outside but what was passed")
  func environment() async throws {
    var theatre = try Theatre(environment: [
      "PATH": "/bin", "HOME": "/home/me", "AWS_PROFILE": "dev", "CI_JOB_TOKEN": "secret", "TF_VAR_x": "1", "MINE": "2",
    ])
    let disk = theatre.disk
    theatre.command { environment, client in
      _ = try await Theatre.exchange(environment, client, disk).get()
      #expect(environment["PATH"] == "/bin")
      #expect(environment["HOME"] == "/tmp/job/home")
      #expect(environment["MINE"] == "2")
      for name in ["AWS_PROFILE", "CI_JOB_TOKEN", "TF_VAR_x"] { #expect(environment[name] == nil) }
      #expect(environment["GITLAB_CI"] == "true")
      #expect(environment["CI_PROJECT_PATH"] == "acme/shop")
      #expect(environment["CI_COMMIT_BRANCH"] == "main")
      #expect(environment["CI_COMMIT_TAG"] == nil)
      #expect(environment["AWS_ROLE_ARN"] == "arn:aws:iam::111122223333:role/deploy")
      #expect(environment["AWS_ROLE_SESSION_NAME"] == "rehearsal-main")
      return .exited(0)
    }
    #expect(try await play(theatre, pass: ["MINE"]) == 0)
  }

  @Test("nothing of a job is left on the disk, also when its command cannot run")
  func cleansUp() async throws {
    var theatre = try Theatre()
    theatre.command { _, _ in .exited(0) }
    _ = try await play(theatre)
    #expect(theatre.disk.ever == ["/tmp/job", "/tmp/job/home", "/tmp/job/tmp", "/tmp/job/token"])
    #expect(theatre.disk.isEmpty)
    var failing = try Theatre()
    failing.command { _, _ in throw SystemError(.commandNotFound, "`deploy.sh` was not found in PATH") }
    let unrunnable = failing
    await #expect(throws: SystemError.self) { try await play(unrunnable) }
    #expect(failing.disk.ever.contains("/tmp/job/token"))
    #expect(failing.disk.isEmpty)
  }

  @Test("a killed command has a shell's status")
  func killed() async throws {
    var theatre = try Theatre()
    let disk = theatre.disk
    theatre.command { environment, client in
      _ = try await Theatre.exchange(environment, client, disk).get()
      return .signalled(15)
    }
    #expect(try await play(theatre) == 143)
  }

  @Test("neither token nor credentials stand in the report")
  func secrets() async throws {
    var theatre = try Theatre()
    let (disk, machine) = (theatre.disk, theatre.machine)
    theatre.command { environment, client in
      let token = disk.text(environment["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? "") ?? ""
      disk.put("/kept/token", token)
      let output = try await Theatre.exchange(environment, client, disk).get()
      disk.put("/kept/session", output.credentials.sessionToken.exposed)
      disk.put("/kept/secret", output.credentials.secretAccessKey.exposed)
      _ = try await client.identity(of: output.credentials).get()
      return .exited(0)
    }
    #expect(try await play(theatre) == 0)
    let segments = try #require(disk.text("/kept/token")).split(separator: ".").map(String.init)
    #expect(segments.count == 3)
    let kept = try [#require(disk.text("/kept/session")), #require(disk.text("/kept/secret"))]
    for secret in segments + kept {
      #expect(!machine.errors.contains(secret))
      #expect(!machine.output.contains(secret))
    }
  }

  @Test("a pipeline of several roles wants --role, and each role has its own")
  func ambiguous() async throws {
    var theatre = try Theatre(Theatre.twoRoles)
    let disk = theatre.disk
    theatre.command { environment, client in
      let output = try await Theatre.exchange(environment, client, disk).get()
      #expect(output.assumedRoleARN.contains("/plan/"))
      return .exited(0)
    }
    let chosen = theatre
    let error = await #expect(throws: RehearsalError.self) { try await play(chosen) }
    #expect(error?.code == .usage)
    #expect(
      error?.description == """
        several roles admit a pipeline named `main`; say which with --role; the intent has
          --pipeline 'main' --role deploy
          --pipeline 'main' --role plan
          --pipeline 'next' --role plan
        """
    )
    #expect(theatre.disk.ever.isEmpty)
    #expect(try await play(theatre, role: "plan") == 0)
    #expect(try await play(theatre, pipeline: "next") == 0)
  }

  @Test(
    "a pipeline or role that the intent does not have is a usage error",
    arguments: [
      ("nope", nil, "no role admits a pipeline named `nope`"), ("Main", nil, "no role admits a pipeline named `Main`"),
      ("main", "nobody", "no role `nobody` admits a pipeline named `main`"),
      ("next", "deploy", "no role `deploy` admits a pipeline named `next`"),
      ("a\u{1B}[2J", nil, "no role admits a pipeline named `a\\u{1b}[2J`"),
    ]
  )
  func unknown(pipeline: String, role: String?, message: String) async throws {
    let theatre = try Theatre(Theatre.twoRoles)
    let error = await #expect(throws: RehearsalError.self) { try await play(theatre, pipeline: pipeline, role: role) }
    #expect(error?.code == .usage)
    #expect(error?.description.hasPrefix(message + "; the intent has\n") == true, "\(error?.description ?? "")")
  }
}

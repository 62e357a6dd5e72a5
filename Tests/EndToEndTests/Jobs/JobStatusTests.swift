import Foundation
import Testing

@Suite("the status of a rehearsed job", .timeLimit(.minutes(30)), .enabled(if: Job.bash != nil, Job.noBash))
struct JobStatusTests {
  @Test("a command that never presents the token makes the rehearsal fail, whatever its own status", arguments: [0, 7])
  func neverPresented(status: Int) async throws {
    let job = try await Job.run(["bash", "-c", "exit \(status)"])
    #expect(job.run.status == 1)
    #expect(job.run.output.isEmpty)
    #expect(job.leftovers.isEmpty)
    job.run.expectSnapshot("job/never-presented-\(status)", of: ["…", "--", "bash", "-c", "exit \(status)"])
  }

  @Test("once the token was exchanged, the command's own status is ours", arguments: [0, 1, 7, 255])
  func ownStatus(status: Int) async throws {
    let job = try await Job.exchange(then: "exit \(status)")
    #expect(job.run.status == Int32(status), "\(job.run.errors)")
    #expect(job.run.output.contains("<Arn>arn:aws:sts::111122223333:assumed-role/shop-deploy/rehearsal-main</Arn>"))
    #expect(job.run.errors.contains("opens: the token was exchanged"))
    #expect(!job.run.errors.contains("eyJ"))
    #expect(job.leftovers.isEmpty)
    if status == 7 { job.run.expectReport("job/opens-then-7") }
  }

  @Test("a token that STS refuses makes the rehearsal fail, and the report says why")
  func refused() async throws {
    let other = try await Job.run([
      "bash", "-c", "AWS_ROLE_ARN=arn:aws:iam::111122223333:role/shop-release bash \"$0\"",
      Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/exchange.sh").path,
    ])
    #expect(other.run.status == 1)
    #expect(other.run.output.contains("HTTP/1.1 403"))
    #expect(other.run.output.contains("<Code>AccessDenied</Code>"))
    #expect(!other.run.output.contains("ref_type"))
    other.run.expectReport("job/refused")
  }

  @Test("a token that is not the job's own proves nothing")
  func foreignToken() async throws {
    try await Scratch.use { scratch in
      let foreign = scratch.url.path + "/foreign"
      let minted = try await Binary.run(TokenTests.gitlab + ["--out", foreign])
      #expect(minted.status == 0)
      let job = try await Job.run([
        "bash", "-c", "AWS_WEB_IDENTITY_TOKEN_FILE=\(foreign) bash \"$0\"",
        Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/exchange.sh").path,
      ])
      #expect(job.run.status == 1)
      #expect(job.run.output.contains("<Code>InvalidIdentityToken</Code>"))
      #expect(job.run.errors.contains("wrong: the token was never presented"))
    }
  }

  @Test("calls signed with another key are named, with or without the token's own")
  func anotherKey() async throws {
    let call = """
      authority=${AWS_ENDPOINT_URL_STS#http://}
      exec 3<>"/dev/tcp/${authority%:*}/${authority#*:}"
      printf 'POST / HTTP/1.1\\r\\nHost: %s\\r\\nContent-Type: application/x-www-form-urlencoded\\r\\n' "$authority" >&3
      printf 'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260921/eu-west-1/sts/aws4_request, ' >&3
      printf 'SignedHeaders=host;x-amz-date, Signature=%064d\\r\\nX-Amz-Date: 20260921T131320Z\\r\\n' 0 >&3
      printf 'Content-Length: 43\\r\\nConnection: close\\r\\n\\r\\nAction=GetCallerIdentity&Version=2011-06-15' >&3
      cat <&3 >/dev/null
      """
    let alone = try await Job.run(["bash", "-c", call])
    #expect(alone.run.status == 1)
    #expect(
      alone.run.errors.contains(
        "wrong: access key `AKIAIOSFODNN7EXAMPLE` signed the calls; the token was never presented"
      )
    )
    let both = try await Job.exchange(then: call)
    #expect(both.run.status == 1)
    #expect(both.run.errors.contains("wrong: the token was exchanged, but other credentials made calls too"))
  }

  @Test("a command that is not there is 127, one that cannot run is 126, and nothing stays behind")
  func notRunnable() async throws {
    try await Scratch.use { scratch in
      let script = try scratch.write("#!/bin/sh\nexit 0\n", to: "script")
      let missing = try await Job.run(["keyless-no-such-command"])
      #expect(missing.run.status == 127)
      #expect(missing.run.errors == "keyless: `keyless-no-such-command` was not found in PATH\n")
      #expect(missing.leftovers.isEmpty)
      let missingPath = try await Job.run([scratch.url.path + "/none"])
      #expect(missingPath.run.status == 127, "\(missingPath.run.errors)")
      for command in [script, scratch.url.path] {
        let job = try await Job.run([command])
        #expect(job.run.status == 126, "\(job.run.errors)")
        #expect(job.leftovers.isEmpty)
      }
    }
  }

  @Test("a command that dies of a signal is 128 + the signal", arguments: [(9, "KILL"), (6, "ABRT")])
  func signalled(number: Int32, name: String) async throws {
    let job = try await Job.exchange(then: "ulimit -c 0; kill -\(name) $$")
    #expect(job.run.status == 128 + number, "\(job.run.errors)")
    #expect(job.leftovers.isEmpty)
  }

  @Test(
    "a signal to keyless reaches the command, and the home is removed all the same",
    arguments: [SIGTERM, SIGINT, SIGHUP]
  )
  func forwarded(signal: Int32) async throws {
    let trapped = try await Job.exchange(
      then: "trap 'echo stopped; exit 9' TERM INT HUP; echo ready; while read -r line; do :; done; exit 8",
      signal: Binary.Signal(number: signal, after: "ready")
    )
    #expect(trapped.run.status == 9, "\(trapped.run.errors)")
    #expect(trapped.run.output.hasSuffix("ready\nstopped\n"))
    #expect(trapped.leftovers.isEmpty)
    let untrapped = try await Job.exchange(then: "echo ready; exec cat", signal: .init(number: signal, after: "ready"))
    #expect(untrapped.run.status == 128 + signal, "\(untrapped.run.errors)")
    #expect(untrapped.leftovers.isEmpty)
  }

  @Test("standard input, output and arguments are the command's own")
  func streams() async throws {
    try await Scratch.use { scratch in
      let run = try await Binary.run(
        [
          "rehearse", "examples/gitlab", "--pipeline", "main", "--", "bash", "-c", "cat; printf '<%s>' \"$@\"", "x",
          "--", "a b", "",
        ],
        environment: ["TMPDIR": scratch.temporary.path],
        input: "from outside\n"
      )
      #expect(run.output == "from outside\n<--><a b><>")
    }
  }
}

extension Binary.Run {
  /// Status and report of a job without what the command itself printed, as a snapshot.
  fileprivate func expectReport(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    Binary.Run(status: status, output: "", errors: errors)
      .expectSnapshot(name, of: ["…", "--", "COMMAND"], sourceLocation: sourceLocation)
  }
}

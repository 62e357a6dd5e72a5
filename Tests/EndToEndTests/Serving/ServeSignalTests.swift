import KeylessSystem
import KeylessAWS
import Foundation
import KeylessTesting
import Testing

@Suite("keyless serve", .timeLimit(.minutes(30)))
struct ServeSignalTests {
  @Test("stops in order at a signal, with status 0", arguments: [SIGINT, SIGTERM, SIGHUP])
  func graceful(signal: Int32) async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(["--store", "sqlite:aws.db"], in: scratch.url)
      #expect(try await server.call("GetCallerIdentity", service: .sts).status == 200)
      #expect(scratch.exists("aws.db-wal"))
      #expect(await server.stop(signal) == 0)
      let left = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
      #expect(left.filter { !$0.hasSuffix(".log") }.sorted() == ["aws.db", "aws.db.key", "home", "tmp"])
      #expect(try scratch.mode("aws.db") == 0o600)
      #expect(try scratch.mode("aws.db.key") == 0o600)
    }
  }

  @Test("says where it is, and writes a line for each call, on the stream for it")
  func transcript() async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(
        ["--account", "444455556666", "--region", "eu-west-1"],
        in: scratch.url
      )
      _ = try await server.call("GetCallerIdentity", service: .sts)
      _ = try await server.call("GetCallerIdentity", service: .sts, secret: "not it")
      #expect(await server.stop() == 0)
      let run = Binary.Run(status: 0, output: server.printed, errors: server.log)
      let secret = server.text("administrator", "secretAccessKey")
      #expect(secret.utf8.count == 40)
      #expect(!server.printed.contains(secret) && !server.log.contains(secret))
      let ready = server.text("administrator", "accessKeyId")
      let text = (run.output + "--- standard error\n" + run.errors).replacing(ready, with: "@@KEY@@")
        .replacing(/ready-[0-9A-F-]+/, with: "ready").replacing(/ms=[0-9.]+/, with: "ms=@@MS@@")
      Binary.Run(status: 0, output: text, errors: "").expectSnapshot(
        "serve/transcript",
        of: ["serve", "--port", "0", "--ready-file", "ready.json"],
        in: scratch
      )
    }
  }

  @Test("refuses a port that is taken, a store that is in use and a store that is damaged, with status 3")
  func failures() async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(["--store", "sqlite:aws.db"], in: scratch.url)
      let port = try #require(server.endpoint.split(separator: ":").last)
      let taken = try await Binary.run(["serve", "--port", String(port)], folder: scratch.url)
      #expect(taken.status == 3)
      let inUse = "the port \(port) is in use; name another --port, or 0 for one that is free"
      #expect(taken.errors == "keyless: listening on 127.0.0.1:\(port) failed: \(inUse)\n")
      // An address of a network that is for documentation only (RFC 5737).
      let away = try await Binary.run(["serve", "--port", "0", "--host", "203.0.113.9"], folder: scratch.url)
      #expect(away.status == 3)
      #expect(away.errors.contains("`203.0.113.9` is no address of this machine"), "\(away.errors)")
      let second = ["serve", "--port", "0", "--store", "sqlite:aws.db"]
      let used = try await Binary.run(second, folder: scratch.url)
      #expect(used.status == 3)
      used.expectSnapshot("serve/store-in-use", of: second, in: scratch)
      // The first one did not notice.
      #expect(try await server.call("GetCallerIdentity", service: .sts).status == 200)
      #expect(await server.stop() == 0)
      let bytes = try Data(contentsOf: scratch.url.appending(path: "aws.db"))
      try bytes.prefix(bytes.count / 2).write(to: scratch.url.appending(path: "aws.db"))
      let damaged = try await Binary.run(second, folder: scratch.url)
      #expect(damaged.status == 3)
      damaged.expectSnapshot("serve/store-damaged", of: second, in: scratch)
      #expect(try Data(contentsOf: scratch.url.appending(path: "aws.db")) == bytes.prefix(bytes.count / 2))
      try FileManager.default.removeItem(at: scratch.url.appending(path: "aws.db"))
      let gone = try await Binary.run(second, folder: scratch.url)
      #expect(gone.status == 3)
      gone.expectSnapshot("serve/store-gone", of: second, in: scratch)
      #expect(!scratch.exists("aws.db"))
    }
  }

  @Test("warns when other machines can reach it")
  func exposed() async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(["--host", "0.0.0.0"], in: scratch.url)
      #expect(server.endpoint.hasPrefix("http://127.0.0.1:"))
      #expect(try await server.call("GetCallerIdentity", service: .sts).status == 200)
      #expect(server.log.contains("keyless: warning: 0.0.0.0 can be reached by other machines"))
      #expect(await server.stop() == 0)
      // The twin.
      let loopback = try await ServeProcess.start(in: scratch.url)
      #expect(!loopback.log.contains("warning"))
      #expect(await loopback.stop() == 0)
    }
  }

  @Test("is configured by a file, and the command line wins")
  func configuration() async throws {
    try await Scratch.use { scratch in
      try scratch.write(
        """
        account: "999988887777"
        region: eu-central-1
        store: sqlite:aws.db
        log-level: error

        """,
        to: "serve.yaml"
      )
      let server = try await ServeProcess.start(
        ["--config", "serve.yaml", "--region", "eu-west-1"],
        in: scratch.url
      )
      #expect(server.text("account") == "999988887777")
      #expect(server.text("region") == "eu-west-1")
      #expect(scratch.exists("aws.db"))
      let identity = try await server.call("GetCallerIdentity", service: .sts)
      #expect(identity.element("Account") == "999988887777")
      #expect(server.log.isEmpty)
      #expect(await server.stop() == 0)
    }
  }
}

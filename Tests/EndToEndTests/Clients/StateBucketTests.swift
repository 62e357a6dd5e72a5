import Foundation
import KeylessAccounts
import KeylessCalls
import KeylessServer
import Testing

@Suite(
  "boto3 and the AWS CLI with a state bucket",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: RealClients.areThere, RealClients.absence)
)
struct StateBucketTests {
  @Test("boto3 finds S3's answers to every call that a state bucket needs, its errors, waiters, paginators and locks")
  func boto() async throws {
    let script = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/state.py").path
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let run = try await Binary.run(
          [script],
          environment: server.environment(scratch),
          program: RealClients.python
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.split(separator: "\n").allSatisfy { $0.hasPrefix("ok ") })
        #expect(run.output.hasSuffix("ok the bucket is gone\n"), "\(run.output)")
        #expect(!server.calls.actions.contains { $0.contains(" ") }, "a call was recorded without its name")
      }
    }
  }

  @Test("an upload that waits for 100-continue is told to continue")
  func expectation() async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let program = """
          import boto3, io, logging, urllib3.util
          # botocore waits a second for it and then sends the body all the same, which may be too soon on a busy machine.
          wait = urllib3.util.wait_for_read
          urllib3.util.wait_for_read = lambda connection, seconds: wait(connection, 1200)
          said = io.StringIO()
          boto3.set_stream_logger("botocore.awsrequest", logging.DEBUG)
          logging.getLogger("botocore.awsrequest").handlers = [logging.StreamHandler(said)]
          s3 = boto3.client("s3")
          s3.create_bucket(Bucket="acme-continue", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
          for number in range(5):
              s3.put_object(Bucket="acme-continue", Key=f"k{number}", Body=b"x" * 100_000)
          print("100 Continue response seen" in said.getvalue())
          """
        let run = try await Binary.run(
          ["-c", program],
          environment: server.environment(scratch),
          program: RealClients.python
        )
        #expect(run.output == "True\n", "\(run.errors)")
      }
    }
  }

  @Test("an upload that is too large is refused before its body is asked for, and its connection ends")
  func tooLarge() async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let program = #"""
          import os, socket
          host, port = os.environ["AWS_ENDPOINT_URL"].removeprefix("http://").split(":")
          def ask(length, more=""):
              with socket.create_connection((host, int(port)), timeout=1200) as client:
                  head = f"PUT /acme-large/k HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {length}\r\n{more}\r\n"
                  client.sendall(head.encode())
                  first = client.recv(65536)
                  rest = b"" if b" 100 " in first else first
                  while rest and (more := client.recv(65536)):
                      rest += more
                  print(first.split(b"\r\n")[0].decode(), b"EntityTooLarge" in rest, b"connection: close" in rest.lower())
          ask(17 * 1024 * 1024, "Expect: 100-continue\r\n")
          ask("9" * 18, "Expect: 100-continue\r\n")
          ask(16 * 1024 * 1024, "Expect: 100-continue\r\n")
          """#
        let run = try await Binary.run(
          ["-c", program],
          environment: server.environment(scratch),
          program: RealClients.python
        )
        let refused = "HTTP/1.1 400 Bad Request True True\n"
        #expect(run.output == refused + refused + "HTTP/1.1 100 Continue False False\n", "\(run.errors)")
      }
    }
  }

  @Test("an account with as many buckets as it may have is refused one more, and told how many")
  func quota() async throws {
    try await AdministeredAWS.serve { server in
      for number in 0..<10_000 {
        let bucket = Bucket(
          name: "acme-\(number)",
          account: AdministeredAWS.account,
          region: "eu-west-1",
          created: 0
        )
        try server.aws.accounts.put(.bucket(bucket))
      }
      try await Scratch.use { scratch in
        func make(_ name: String) async throws -> Binary.Run {
          let options = [
            "s3api", "create-bucket", "--bucket", name, "--create-bucket-configuration", "LocationConstraint=eu-west-1",
          ]
          return try await Binary.run(options, environment: server.environment(scratch), program: RealClients.aws)
        }
        let refused = try await make("acme-one-more")
        #expect(refused.status != 0)
        #expect(refused.errors.contains("(TooManyBuckets)"), "\(refused.errors)")
        let delete = ["s3api", "delete-bucket", "--bucket", "acme-7"]
        let deleted = try await Binary.run(delete, environment: server.environment(scratch), program: RealClients.aws)
        #expect(deleted.status == 0, "\(deleted.errors)")
        #expect(try await make("acme-one-more").status == 0)
      }
    }
  }

  @Test("the AWS CLI makes, fills, lists and empties a bucket")
  func commandLine() async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let environment = server.environment(scratch)
        func aws(_ arguments: String...) async throws -> Binary.Run {
          try await Binary.run(arguments, environment: environment, program: RealClients.aws, folder: scratch.url)
        }
        let (file, copy) = (try scratch.write("{\"serial\": 1}", to: "state.json"), scratch.url.path + "/copy.json")
        #expect(try await aws("s3", "mb", "s3://acme-cli-state").status == 0)
        let up = try await aws("s3", "cp", file, "s3://acme-cli-state/shop/state.json", "--sse", "AES256")
        #expect(up.status == 0, "\(up.errors)")
        #expect(try await aws("s3", "ls", "s3://acme-cli-state/shop/").output.contains("state.json"))
        #expect(try await aws("s3", "cp", "s3://acme-cli-state/shop/state.json", copy).status == 0)
        #expect(try scratch.read("copy.json") == "{\"serial\": 1}")
        let versioning = try await aws(
          "s3api",
          "put-bucket-versioning",
          "--bucket",
          "acme-cli-state",
          "--versioning-configuration",
          "Status=Enabled"
        )
        #expect(versioning.status == 0, "\(versioning.errors)")
        let lock = [
          "s3api", "put-object", "--bucket", "acme-cli-state", "--key", "lock", "--body", file, "--if-none-match", "*",
        ]
        func put() async throws -> Binary.Run {
          try await Binary.run(lock, environment: environment, program: RealClients.aws, folder: scratch.url)
        }
        #expect(try await put().status == 0)
        let second = try await put()
        #expect(second.status != 0)
        #expect(second.errors.contains("(PreconditionFailed)"), "\(second.errors)")
        let head = try await aws("s3api", "head-object", "--bucket", "acme-cli-state", "--key", "nothing")
        #expect(head.errors.contains("(404)"), "\(head.errors)")
        let refused = try await aws("s3", "mv", "s3://acme-cli-state/shop/state.json", "s3://acme-cli-state/other.json")
        #expect(refused.status != 0)
        #expect(refused.errors.contains("s3:CopyObject"), "\(refused.errors)")
        #expect(try await aws("s3", "rm", "s3://acme-cli-state", "--recursive").status == 0)
        let kept = try await aws("s3", "rb", "s3://acme-cli-state")
        #expect(kept.errors.contains("(BucketNotEmpty)"), "\(kept.errors)")
      }
    }
  }
}

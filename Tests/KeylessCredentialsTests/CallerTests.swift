import KeylessChain
import KeylessClient
import KeylessSystem
import Testing

@testable import KeylessCredentials

struct CallerTests {
  private static let keys = "aws_access_key_id = AKIAFILE\naws_secret_access_key = SECRET-KEY-OF-AKIAFILE\n"

  @Test
  func `keys in the environment are the caller's, and nobody is asked`() async throws {
    let system = DescribedSystem.make(
      environment: ["AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "SECRET-KEY-OF-AKIAENV"],
      traffic: .recorded { request in
        Issue.record("\(request.url) was asked")
        return HTTPResponse(status: 500)
      }
    )
    let outcome = try await CredentialExchange.caller(of: system)
    #expect(outcome.credentials.caller.accessKeyID == "AKIAENV")
    #expect(outcome.link.kind == .environment)
  }

  @Test
  func `keys in the environment do not hang on files that nobody reads alike, unless a profile is named`() async throws
  {
    var environment = [
      "HOME": "/home/me", "AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "SECRET-KEY-OF-AKIAENV",
    ]
    let read: @Sendable (String) -> [UInt8]? = { $0 == "/home/me/.aws/config" ? Array("garbage [".utf8) : nil }
    let outcome = try await CredentialExchange.caller(of: DescribedSystem.make(environment: environment, files: read))
    #expect(outcome.credentials.caller.accessKeyID == "AKIAENV")
    environment["AWS_PROFILE"] = "dev"
    let words = await problem(DescribedSystem.make(environment: environment, files: read))
    #expect(words.contains("/home/me/.aws/config") && !words.contains("SECRET-KEY"))
  }

  @Test
  func `a session token that no header can carry is nobody's`() async {
    let words = await problem(
      DescribedSystem.make(environment: [
        "HOME": "/home/me", "AWS_ACCESS_KEY_ID": "ASIAENV", "AWS_SECRET_ACCESS_KEY": "SECRET-KEY-OF-ASIAENV",
        "AWS_SESSION_TOKEN": "SESSION-TOKEN\r\nX-Injected: 1",
      ])
    )
    #expect(
      words.contains("ends at environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY): the session token has a line")
    )
    #expect(!words.contains("SESSION-TOKEN"))
  }

  @Test
  func `a profile that AWS_PROFILE names is the caller's`() async throws {
    let system = DescribedSystem.make(
      environment: ["HOME": "/home/me", "AWS_PROFILE": "dev"],
      files: { $0 == "/home/me/.aws/credentials" ? Array("[dev]\n\(Self.keys)".utf8) : nil }
    )
    #expect(try await CredentialExchange.caller(of: system).credentials.caller.accessKeyID == "AKIAFILE")
  }

  @Test
  func `a token is exchanged for the caller's credentials`() async throws {
    let system = DescribedSystem.make(
      environment: [
        "HOME": "/home/me", "AWS_WEB_IDENTITY_TOKEN_FILE": "token", "AWS_ROLE_ARN": Exchanges.role,
      ],
      files: { $0.hasSuffix("token") ? Array(Exchanges.token.utf8) : nil },
      traffic: .recorded { _ in Exchanges.answer() }
    )
    let outcome = try await CredentialExchange.caller(of: system)
    #expect(outcome.link.kind == .webIdentity)
    #expect(outcome.credentials.caller.accessKeyID == "ASIAWEB")
    #expect(outcome.credentials.expiration == 1_790_003_600)
  }

  @Test
  func `the link that fired and was refused is named`() async {
    let system = DescribedSystem.make(
      environment: ["HOME": "/home/me", "AWS_PROFILE": "dev"],
      files: { path in
        let config = "[profile dev]\ncredential_process = TOKEN=SECRET-ARGUMENT vault\n"
        return path == "/home/me/.aws/config" ? Array(config.utf8) : nil
      }
    )
    #expect(
      await problem(system) == """
        there are no AWS credentials to sign with. The chain of the AWS CLI 2 ends at process (profile `dev` in \
        /home/me/.aws/config): the command of `credential_process` could not be run
        """
    )
  }

  @Test
  func `where no link has anything, each says why`() async {
    let words = await problem(
      DescribedSystem.make(environment: ["HOME": "/home/me", "AWS_EC2_METADATA_DISABLED": "true"])
    )
    #expect(
      words.hasPrefix("there are no AWS credentials to sign with. The chain of the AWS CLI 2 was asked (environment: ")
    )
    #expect(words.contains("AWS_EC2_METADATA_DISABLED"))
    #expect(words.hasSuffix("name a profile in AWS_PROFILE, or log in (`aws sso login`)"))
  }

  @Test
  func `a machine without a metadata service says so`() async {
    let words = await problem(
      DescribedSystem.make(
        environment: ["HOME": "/home/me"],
        traffic: .recorded { request in
          #expect(request.deadline == 1)
          throw SystemError(.timedOut, "\(request.method) \(request.url) had no whole answer within 1 s")
        }
      )
    )
    #expect(words.contains("instance-metadata (asked because nothing before it answered): PUT http://169.254.169.254/"))
  }

  @Test
  func `a profile that is not there is the reason`() async {
    let words = await problem(DescribedSystem.make(environment: ["HOME": "/home/me", "AWS_PROFILE": "nope"]))
    #expect(words.contains("The config profile (nope) could not be found"))
  }

  private func problem(_ system: System) async -> String {
    do {
      _ = try await CredentialExchange.caller(of: system)
      return ""
    } catch { return "\(error)" }
  }
}

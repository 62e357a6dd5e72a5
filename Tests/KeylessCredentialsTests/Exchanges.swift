import KeylessChain
import KeylessSystem

@testable import KeylessCredentials

/// Links that a test makes itself, and what comes of their exchange.
enum Exchanges {
  static let role = "arn:aws:iam::111122223333:role/deploy"
  static let token = "eyJhbGciOiJSUzI1NiJ9.eyJmaXh0dXJlIjoidG9rZW4ifQ.SIGNATURE-OF-A-FIXTURE"

  static func make(
    _ system: System,
    tool: String = "boto3",
    programs: CredentialExchange.Programs = .run
  ) -> CredentialExchange {
    let situation = Situation(Machine(system, directory: "/work", asksMetadata: true))
    return CredentialExchange(situation, tool: Tool(tool, tool), system, programs: programs)
  }

  static let webIdentity = Link(
    .webIdentity,
    from: .variables("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"),
    .webIdentity(WebIdentityPlan(roleARN: role, token: .file("/run/token"), sessionName: "job"))
  )

  static func process(_ command: String) -> Link {
    Link(.process, from: LinkOrigin(.profile("dev", file: "/home/me/.aws/config")), .process(command))
  }

  static func container(_ url: String) -> Link {
    Link(.container, from: .variables("AWS_CONTAINER_CREDENTIALS_FULL_URI"), .container(ContainerPlan(url: url)))
  }

  static let metadata = Link(.instanceMetadata, from: LinkOrigin(.service), .instanceMetadata)

  /// What the error says; empty where there is none.
  static func problem(_ exchange: CredentialExchange, _ link: Link) async -> String {
    do {
      _ = try await exchange.credentials(of: link)
      return ""
    } catch { return "\(error)" }
  }

  /// What STS answers to the exchange of a token.
  static func answer(_ keyID: String = "ASIAWEB") -> HTTPResponse {
    let credentials =
      "<Credentials><AccessKeyId>\(keyID)</AccessKeyId><SecretAccessKey>SECRET-KEY-OF-\(keyID)</SecretAccessKey>"
      + "<SessionToken>SESSION-TOKEN-OF-\(keyID)</SessionToken><Expiration>2026-09-21T15:13:20Z</Expiration></Credentials>"
    let user = "<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/deploy/job</Arn></AssumedRoleUser>"
    let result =
      "<AssumeRoleWithWebIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
      + "<AssumeRoleWithWebIdentityResult>\(credentials)\(user)</AssumeRoleWithWebIdentityResult>"
      + "</AssumeRoleWithWebIdentityResponse>"
    return HTTPResponse(status: 200, headers: [HeaderLine("Content-Type", "text/xml")], body: Array(result.utf8))
  }
}

import KeylessCalls
import KeylessChain
import KeylessRehearsal
import Testing

/// What was foretold of a command, beside the calls that arrived.
struct ChainForecastTests {
  private static let tool = Tool("terraform-provider-v5", "Terraform AWS provider", version: "5")
  private static let keys = Link(
    .profileStatic,
    from: LinkOrigin(.profile("dev", file: "/job/.aws/credentials")),
    .keys(accessKeyID: "AKIAIOSFODNN7EXAMPLE", id: .variable("X"), secret: nil, sessionToken: nil)
  )
  private static let token = Link(
    .webIdentity,
    from: .variables("AWS_WEB_IDENTITY_TOKEN_FILE"),
    .webIdentity(WebIdentityPlan(roleARN: nil, token: .file("/t"), sessionName: nil))
  )
  private static let exchange = call(
    .unsigned,
    CallRecord.PresentedToken(issuer: nil, subject: nil, tokenID: "t", roleARN: "r")
  )

  private static func call(_ caller: CallRecord.Caller, _ token: CallRecord.PresentedToken? = nil) -> CallRecord {
    CallRecord(service: "sts", action: "X", caller: caller, outcome: .answered(identity: nil), token: token)
  }

  private func lines(_ outcome: Resolution.Outcome, _ calls: [CallRecord]) -> [String] {
    ChainForecast([Resolution(Self.tool, outcome, evidence: .derived("x"))]).lines(
      calls,
      command: ["terraform", "plan"]
    )
  }

  @Test
  func `calls that were foretold are no difference, whatever sessions they lead to`() {
    let session = Self.call(.session(arn: "arn:s", accessKeyID: "ASIA"))
    let user = Self.call(.user(arn: "arn:u", accessKeyID: "AKIAIOSFODNN7EXAMPLE"))
    for lines in [
      lines(.fired(Self.token), [Self.exchange, session, session]),
      lines(.fired(Self.keys), [user, Self.call(.unsigned)]),
      lines(.failed(ChainFailure("no")), []), lines(.fired(Self.keys), []),
    ] {
      #expect(lines.count == 1 && lines[0].hasPrefix("foretold: Terraform AWS provider 5: "), "\(lines)")
    }
  }

  @Test
  func `a call that nothing foretold is our bug, told with the command that shows it`() {
    let stranger = Self.call(.unverified(accessKeyID: "AKIAOTHER"))
    for lines in [
      lines(.fired(Self.token), [stranger]), lines(.fired(Self.keys), [Self.exchange]),
      lines(.fired(Self.keys), [stranger, stranger]), lines(.failed(ChainFailure("no")), [Self.exchange]),
    ] {
      #expect(lines.count { $0.hasPrefix("DIFFERENT: ") } == 1, "\(lines)")
      #expect(lines.last?.contains("keyless chain --format json") == true)
      #expect(lines.last?.contains("terraform plan") == true)
    }
  }

  @Test
  func `where a link is not known, nothing surprises`() {
    let unknown = UnknownInput(.variable("AWS_PROFILE"), "is not known")
    #expect(!lines(.unknown(unknown, []), [Self.exchange]).contains { $0.hasPrefix("DIFFERENT") })
    #expect(ChainForecast([]).lines([Self.exchange], command: ["python"]).isEmpty)
  }
}

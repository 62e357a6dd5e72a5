import KeylessAWSHalf
import KeylessCIHalf
import KeylessPlatforms
import KeylessSource

/// A token for AWS with which no role is asked for, as far as these files say.
///
/// Tokens for somebody else (a vault, a signing service, another cloud) are none of this check's business; nor is a
/// GitHub job that may ask for a token and does not.
struct IdleToken {
  let problem: HandshakeProblem?

  init?(_ job: CIJob, _ providers: [AWSProvider]) {
    guard job.platform != "github", let token = job.tokens.first(where: { Self.isForAWS($0, job, providers) }) else {
      return nil
    }
    if !token.deliveries.isEmpty {
      problem = HandshakeProblem(
        .unknown,
        "the job hands its token on, and these files do not say for which role",
        at: token.span
      )
    } else if let unknown = job.unknowns.first ?? job.tokenDoubt {
      problem = HandshakeProblem(
        .unknown,
        "whether the job hands its token to anything is not known: \(unknown.value)",
        at: token.span,
        other: unknown.span
      )
    } else {
      problem = HandshakeProblem(
        .notDelivered,
        "the job gets a token and hands it to nothing",
        at: token.span,
        help: "write it to a file and set `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`, or take the token away"
      )
    }
  }

  private static func isForAWS(_ token: JobToken, _ job: CIJob, _ providers: [AWSProvider]) -> Bool {
    if token.variable?.hasPrefix("AWS_") == true { return true }
    let prefix = JobIssuer.issuer(of: job).map(ConditionKeyMap.prefix(of:))
    let own = providers.filter { provider in provider.url.map { ConditionKeyMap.prefix(of: $0.value) } == prefix }
    let accepted = ["sts.amazonaws.com"] + own.flatMap { $0.clientIDs ?? [] }.map(\.value)
    return token.audiences.contains { audience in audience.text.map(accepted.contains) ?? false }
  }
}

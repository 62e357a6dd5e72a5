import KeylessAWSHalf
import KeylessCIHalf
import KeylessSource

/// How long a session a job asks for, against what STS and the role allow (STS API, `AssumeRoleWithWebIdentity`).
enum SessionLength {
  /// Nil where it is allowed, and where nothing tells what the role allows.
  static func problem(_ request: RoleRequest, _ role: AWSRole) -> HandshakeProblem? {
    guard let duration = request.duration else { return nil }
    let message: String
    if !possible.contains(duration.value) {
      message =
        "STS gives sessions of \(possible.lowerBound) to \(possible.upperBound) seconds, none of \(duration.value)"
    } else if let longest = role.longestSession, duration.value > longest {
      message = "the job asks for a session of \(duration.value) seconds, and the role allows \(longest)"
    } else {
      return nil
    }
    return HandshakeProblem(
      .duration,
      message,
      at: duration.span,
      other: role.maxSessionDuration?.span ?? role.span,
      help: "ask for 3600 seconds, or raise the role's `max_session_duration`"
    )
  }

  private static let possible = 900...43200
}

import KeylessAWS
import KeylessCalls
import Logging

/// Writes one line for each call: who called what, how it ended and why.
///
/// It is the access log and the decision log in one. No secret, token or signature is in it: records hold none.
struct AccessLog: Sendable {
  let logger: Logger
  /// Unix seconds.
  let now: @Sendable () -> Int

  /// `microseconds` from the request's last byte to the answer.
  func note(_ record: CallRecord, requestID: String, microseconds: Int) {
    guard logger.logLevel <= .info else { return }
    var fields: Logger.Metadata = [
      "time": "\(WireTime.extended(now()))", "action": "\(record.service):\(record.action)",
      "caller": "\(Self.text(record.caller))", "ms": "\(Self.milliseconds(microseconds))", "request": "\(requestID)",
    ]
    if let token = record.token {
      fields["issuer"] = "\(LocalAWS.printable(token.issuer ?? "-"))"
      fields["subject"] = "\(LocalAWS.printable(token.subject ?? "-"))"
      fields["role"] = "\(LocalAWS.printable(token.roleARN))"
    }
    if !record.findings.isEmpty { fields["decision"] = "\(record.findings.joined(separator: "; "))" }
    switch record.outcome {
    case .answered(let identity):
      if let identity { fields["identity"] = "\(identity)" }
      logger.info("answered", metadata: fields)
    case .refused(let code, _, let reason):
      fields["code"] = "\(code)"
      fields["reason"] = "\(reason)"
      logger.info("refused", metadata: fields)
    }
  }

  private static func text(_ caller: CallRecord.Caller) -> String {
    switch caller {
    case .unsigned: "unsigned"
    case .session(let arn, _), .user(let arn, _): arn
    case .unverified(let accessKeyID): "unverified \(accessKeyID)"
    }
  }

  /// With one digit behind the point, without the detour over floating point.
  private static func milliseconds(_ microseconds: Int) -> String {
    let tenths = max(0, microseconds + 50) / 100
    return "\(tenths / 10).\(tenths % 10)"
  }
}

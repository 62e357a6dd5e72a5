import KeylessPolicy
import KeylessReach

extension TrustQuestion {
  /// The question of one line.
  static func asked(
    _ document: PolicyDocument,
    platform: String?,
    issuer: String?
  ) throws(BatchError) -> TrustQuestion {
    do { return try TrustQuestion(document, platform: platform, issuer: issuer) } catch {
      throw BatchError(error.message)
    }
  }
}

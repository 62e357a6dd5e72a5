/// `AssumeRole` with the credentials of another link.
package struct AssumeRolePlan: Hashable, Sendable {
  package var roleARN: String?
  package var sessionName: String?
  package var externalID: String?
  package var mfaSerial: String?
  /// What Terraform's blocks say beside; of all that a profile says the duration alone.
  package var session = SessionPlan()

  package init(
    roleARN: String?,
    sessionName: String? = nil,
    externalID: String? = nil,
    mfaSerial: String? = nil,
    durationSeconds: Int? = nil
  ) {
    self.roleARN = roleARN
    self.sessionName = sessionName
    self.externalID = externalID
    self.mfaSerial = mfaSerial
    session.durationSeconds = durationSeconds
  }
}

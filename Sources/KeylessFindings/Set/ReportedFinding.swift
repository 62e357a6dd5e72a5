/// A finding as a report shows it: with its fingerprint, and with who silenced it if somebody did.
package struct ReportedFinding: Hashable, Sendable {
  package var finding: Finding
  package var fingerprint: Fingerprint
  package var silence: Silence?

  package init(_ finding: Finding, _ fingerprint: Fingerprint, silence: Silence? = nil) {
    self.finding = finding
    self.fingerprint = fingerprint
    self.silence = silence
  }

  /// Why a finding does not count.
  package enum Silence: Hashable, Sendable {
    /// A comment beside it, with its reason.
    case comment(because: String)
    /// An exception in `keyless.yaml`, with its reason.
    case exception(because: String)
    case baseline
  }
}

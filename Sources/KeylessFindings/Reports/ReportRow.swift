/// One job against one role: whether the handshake opens.
package struct ReportRow: Hashable, Sendable {
  /// File and job of the pipeline: `.gitlab-ci.yml: deploy`.
  package var job: String
  package var role: String
  package var verdict: Verdict
  /// A clause; empty when there is nothing to add.
  package var why: String

  package enum Verdict: String, CaseIterable, Hashable, Sendable {
    case opens, refused
    /// On some pipelines only.
    case some
    case unknown
  }

  package init(job: String, role: String, verdict: Verdict, why: String = "") {
    self.job = job
    self.role = role
    self.verdict = verdict
    self.why = why
  }
}

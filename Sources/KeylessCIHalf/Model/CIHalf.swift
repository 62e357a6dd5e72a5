package import KeylessSource

/// The CI half as it is written: every job of every platform's files.
package struct CIHalf: Sendable {
  package var jobs: [CIJob]
  /// What could not be read, and what is broken.
  package var diagnostics: [Diagnostic]

  package init(jobs: [CIJob] = [], diagnostics: [Diagnostic] = []) {
    self.jobs = jobs
    self.diagnostics = diagnostics
  }
}

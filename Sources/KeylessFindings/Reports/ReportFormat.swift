/// The formats by the names that a user gives them.
package enum ReportFormat: String, CaseIterable, Hashable, Sendable {
  case text, json, sarif, codequality, sast, junit, github, markdown

  /// What a format needs beside the report; each takes what concerns it.
  package struct Terms: Hashable, Sendable {
    package var isColoured: Bool
    /// When the check began and ended, as `YYYY-MM-DDThh:mm:ss` in UTC.
    package var start: String
    package var end: String
    /// Whether SARIF lists what is silenced.
    package var includesSilenced: Bool

    package init(isColoured: Bool, start: String, end: String, includesSilenced: Bool = true) {
      self.isColoured = isColoured
      self.start = start
      self.end = end
      self.includesSilenced = includesSilenced
    }
  }

  package func render(_ report: Report, _ terms: Terms) -> String {
    switch self {
    case .text: TextReport(report, isColoured: terms.isColoured).render()
    case .json: JSONReport(report).render()
    case .sarif: SARIFReport(report, includesSilenced: terms.includesSilenced).render()
    case .codequality: CodeQualityReport(report).render()
    case .sast: SASTReport(report, start: terms.start, end: terms.end).render()
    case .junit: JUnitReport(report).render()
    case .github: AnnotationsReport(report).render()
    case .markdown: MarkdownReport(report).render()
    }
  }
}

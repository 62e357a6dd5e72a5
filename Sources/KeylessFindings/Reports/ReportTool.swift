/// Who made a report.
package struct ReportTool: Hashable, Sendable {
  package var version: String
  /// The project's page; nil leaves addresses out.
  package var home: String?
  /// What a rule's page begins with: `docs/rules/`, or the same as an address.
  package var pages: String?

  package init(version: String, home: String? = nil, pages: String? = nil) {
    self.version = version
    self.home = home
    self.pages = pages
  }

  /// The page of a rule.
  func page(_ rule: RuleDescription) -> String? { pages.map { "\($0)\(rule.name).md" } }

  /// The page of a rule where a format wants a whole address.
  func address(_ rule: RuleDescription) -> String? {
    guard let page = page(rule), page.hasPrefix("https://") else { return nil }
    return page
  }
}

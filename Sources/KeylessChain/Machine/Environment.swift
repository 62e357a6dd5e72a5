/// The environment variables of a process, where some may be unknown.
package struct Environment: Hashable, Sendable {
  private var values: [String: Answer<String>]
  /// What every other variable is.
  private let others: Answer<String>

  /// `others` is `.absent` on a machine that is wholly known, and `.unknown` in a job whose project variables are not.
  package init(_ values: [String: Answer<String>] = [:], others: Answer<String> = .absent) {
    self.values = values
    self.others = others
  }

  package init(_ values: [String: String]) {
    self.init(values.mapValues { .value($0, nil) })
  }

  package subscript(name: String) -> Answer<String> {
    get { values[name] ?? others }
    set { values[name] = newValue }
  }

  /// Those that are named, in order.
  package var names: [String] { values.keys.sorted() }
}

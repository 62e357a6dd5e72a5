package import KeylessSource

/// A variable of a job's environment.
package struct CIVariable: Hashable, Sendable {
  /// At its name.
  package var name: Located<String>
  package var value: CIText

  package init(name: Located<String>, value: CIText) {
    self.name = name
    self.value = value
  }
}

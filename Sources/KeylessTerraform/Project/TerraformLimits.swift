/// Bounds on what one root module may cost; beyond them its values are unknown, with that as the reason.
package struct TerraformLimits: Sendable {
  /// Steps of evaluation; one turn of a loop counts twenty.
  package var work: Int
  /// Bytes of one text.
  package var text: Int
  /// Expressions and references within each other.
  ///
  /// A debug build spends about two kilobytes of stack on a level, and the threads of a task pool have 512.
  package var depth: Int
  /// Modules within each other.
  package var modules: Int

  package init(work: Int = 2_000_000, text: Int = 1 << 20, depth: Int = 150, modules: Int = 16) {
    self.work = work
    self.text = text
    self.depth = depth
    self.modules = modules
  }
}

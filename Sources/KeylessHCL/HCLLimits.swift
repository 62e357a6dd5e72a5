/// Bounds on hostile input; beyond them a file gets a diagnostic and no more of our time.
package struct HCLLimits: Sendable {
  /// Largest file, in bytes.
  package var size: Int
  /// Deepest nesting of blocks, brackets, templates and conditionals.
  ///
  /// A debug build spends about three kilobytes of stack on a level, and the threads of a task pool have 512.
  package var depth: Int
  /// How many things one file is told; whoever wrote it mends the first ones first.
  package var diagnostics: Int

  package init(size: Int = 16 << 20, depth: Int = 64, diagnostics: Int = 100) {
    self.size = size
    self.depth = depth
    self.diagnostics = diagnostics
  }
}

/// Bounds on what one root module may cost; beyond them its values are unknown, with that as the reason.
package struct TerraformLimits: Sendable {
  /// Steps of evaluation; one turn of a loop counts twenty.
  package var work = 2_000_000
  /// Instances of one block.
  package var instances = 10_000
  /// Bytes of one text.
  package var text = 1 << 20
  /// Values in one value.
  package var weight = 200_000
  /// Values within each other in one value.
  package var height = 80
  /// Expressions and references within each other.
  ///
  /// The threads of a task pool have 512 kilobytes of stack, and a debug build spends up to seven of them on a level.
  package var depth = depthOfStack
  /// Modules within each other.
  package var modules = 16

  package init() {}

  #if DEBUG
  package static let depthOfStack = 60
  #else
  package static let depthOfStack = 200
  #endif
}

/// Ends a piece of work that takes too long, by cancelling it.
enum LiveDeadline {
  struct Passed: Error {}

  /// The work must end soon when it is cancelled.
  static func within<Value: Sendable>(
    seconds: Int,
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else { throw Passed() }
      return value
    }
  }
}

import KeylessSystem

/// The one system value of this process, on its way from `main` to the verb that ArgumentParser makes.
enum Machine {
  @TaskLocal
  static var current: System?

  static func system() throws -> System {
    guard let current else { throw SystemError(.directoryUnusable, "the verb was not started by `main`") }
    return current
  }
}

import KeylessSystem

/// A folder of this machine's disk for one test, gone when the test is.
enum TemporaryFolder {
  static func use<Result>(_ work: (String) async throws -> Result) async throws -> Result {
    let files = System.live().files
    let folder = try files.makeTemporaryDirectory()
    defer { try? files.removeTree(folder) }
    return try await work(folder)
  }
}

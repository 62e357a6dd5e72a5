import Foundation
import Testing

/// A folder of its own for one test, gone when the test is.
struct Scratch: Sendable {
  let url: URL
  /// Where a child makes its temporary files, so that what it leaves behind can be seen.
  var temporary: URL { url.appending(path: "tmp") }
  var home: URL { url.appending(path: "home") }

  static func use<Result>(_ work: (Scratch) async throws -> Result) async throws -> Result {
    let files = FileManager.default
    let url = files.temporaryDirectory.appending(path: "keyless-tests-\(UUID().uuidString)").resolvingSymlinksInPath()
    let scratch = Scratch(url: url)
    defer { try? files.removeItem(at: url) }
    try files.createDirectory(at: scratch.temporary, withIntermediateDirectories: true)
    try files.createDirectory(at: scratch.home, withIntermediateDirectories: true)
    return try await work(scratch)
  }

  @discardableResult
  func write(_ text: String, to name: String, mode: Int = 0o644) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file.path
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url.appending(path: name).path) }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: url.appending(path: name).path)
    return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
  }

  /// What is left in the folder for temporary files.
  func leftovers() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: temporary.path) }
}

package import KeylessSystem

extension RecordedTraffic {
  /// From a file of at most 8 MiB.
  package convenience init(reading path: String, _ system: System) throws {
    guard let bytes = try system.files.read(path, 8 << 20) else {
      throw Problem("there is no such file")
    }
    try self.init(bytes)
  }
}

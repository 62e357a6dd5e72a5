import KeylessSystem

/// Writes a file anew: the old one stays whole until the new one is there.
enum FileReplacement {
  static func write(_ bytes: [UInt8], to path: String, _ system: System) throws {
    let suffix = system.randomBytes(6).map { String($0, radix: 16) }.joined()
    let fresh = path + ".keyless-" + suffix
    // What only its owner could read stays so.
    if system.files.isPrivate(path) {
      try system.files.createPrivate(fresh, bytes)
    } else {
      try system.files.createShared(fresh, bytes, false)
    }
    do {
      try system.files.move(fresh, path, true)
    } catch {
      try? system.files.removeFile(fresh)
      throw error
    }
  }
}

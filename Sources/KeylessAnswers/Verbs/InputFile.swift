import KeylessPolicy
import KeylessSource
import KeylessSystem

/// Reads what a verb is given: a file, or standard input for `-`.
enum InputFile {
  static func read(_ name: String, limit: Int, _ system: System) throws -> [UInt8] {
    if name == "-" { return try system.files.readStandardInput(limit) }
    guard let bytes = try system.files.read(name, limit) else {
      throw AnswerError(.usage, "there is no file `\(TerminalText.escaping(name))`")
    }
    return bytes
  }

  /// The roles of a file; those whose trust policy cannot be read are said on standard error and come back apart.
  static func roles(_ name: String, _ system: System) throws -> AccountDump.Reading {
    let bytes = try read(name, limit: AccountDump.limits.size, system)
    let reading: AccountDump.Reading
    do { reading = try AccountDump.read(bytes, file: name) } catch { throw AnswerError(.usage, "\(error)") }
    for (role, reason) in reading.broken {
      let (role, reason) = (TerminalText.escaping(role), TerminalText.escaping(reason))
      system.printError("keyless: the trust policy of `\(role)` cannot be read, so nothing is said of it: \(reason)\n")
    }
    return reading
  }

  static func policy(_ name: String, _ kind: PolicyKind, _ system: System) throws -> PolicyDocument {
    do {
      return try PolicyDocument.parse(bytes: try read(name, limit: 1 << 17, system), file: name, kind: kind)
    } catch let error as PolicyError {
      throw AnswerError(.usage, "\(error)")
    }
  }
}

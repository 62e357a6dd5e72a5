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

  static func roles(_ name: String, _ system: System) throws -> [RoleEntry] {
    let bytes = try read(name, limit: AccountDump.limits.size, system)
    let reading: AccountDump.Reading
    do { reading = try AccountDump.read(bytes, file: name) } catch { throw AnswerError(.usage, "\(error)") }
    for (role, reason) in reading.broken {
      system.printError("keyless: role \(TerminalText.escaping(role)) is left out: \(TerminalText.escaping(reason))\n")
    }
    return reading.roles
  }

  static func policy(_ name: String, _ kind: PolicyKind, _ system: System) throws -> PolicyDocument {
    do {
      return try PolicyDocument.parse(bytes: try read(name, limit: 1 << 17, system), file: name, kind: kind)
    } catch let error as PolicyError {
      throw AnswerError(.usage, "\(error)")
    }
  }
}

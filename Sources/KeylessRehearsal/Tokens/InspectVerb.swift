import KeylessOIDC
import KeylessSource
package import KeylessSystem

/// `keyless token inspect`: from a file or standard input to a description and an exit status.
package struct InspectVerb: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case text, json
  }

  package var file: String
  package var keySetFile: String?
  package var format: Format

  package init(file: String, keySetFile: String?, format: Format) {
    self.file = file
    self.keySetFile = keySetFile
    self.format = format
  }

  /// A token has at most 20,000 characters; a little more is read, so that a longer one is refused for its length.
  private static let limit = 32_768

  /// 0, or 1 when the given keys did not make the signature.
  ///
  /// Throws `TokenRefusal` for what is no token at all.
  package func run(_ system: System) throws -> Int32 {
    let bytes: [UInt8]
    if file == "-" {
      bytes = try system.files.readStandardInput(Self.limit)
    } else {
      guard !TokenRedaction.isToken(file) else {
        throw RehearsalError(
          .usage,
          "that is a token, and others can read the arguments of a process; put it into a file or on standard input"
        )
      }
      guard let found = try system.files.read(file, Self.limit) else {
        throw RehearsalError(.usage, "there is no file `\(TerminalText.escaping(file))`")
      }
      bytes = found
    }
    var keys: JSONWebKeySet?
    if let keySetFile {
      guard let document = try system.files.read(keySetFile, 1 << 20) else {
        throw RehearsalError(.usage, "there is no file `\(TerminalText.escaping(keySetFile))`")
      }
      keys = try JSONWebKeySet.parse(document)
    }
    let inspection = try TokenInspection(bytes, keys: keys, now: system.now())
    system.printOutput(format == .json ? inspection.json.pretty + "\n" : inspection.text)
    return inspection.isTrustworthy ? 0 : 1
  }
}

import KeylessFindings
import KeylessHandshake
import KeylessIntent
import KeylessLint
import KeylessPlatforms
import KeylessSource
import KeylessSystem

/// What `keyless.yaml` says to a check: its own section, and whose issuer the intent names.
struct CheckSettings {
  var configuration = CheckConfiguration()
  var issuers = KnownIssuers()
  /// What the owner wants, where it is declared.
  var intents: [Intent] = []

  /// Throws `CheckError` when the section about the check itself cannot be read: a check by other rules than were asked for
  /// would be worth nothing.
  static func read(_ name: String?, root: String, _ system: System) throws -> CheckSettings {
    let path = name ?? (root == "." ? "keyless.yaml" : root + "/keyless.yaml")
    var settings = CheckSettings()
    guard let bytes = try system.files.read(path, 1 << 20) else {
      if let name { throw CheckError(.usage, "there is no file `\(TerminalText.escaping(name))`") }
      return settings
    }
    let document: YAMLNode?
    do { document = try YAMLReader.document(bytes, file: path) } catch {
      throw CheckError(.usage, TextRenderer(SourceFiles(path, bytes)).render([error.diagnostic]))
    }
    guard let document, case .mapping(let entries) = document.value else { return settings }
    if let section = entries.first(where: { $0.name == "check" }) {
      let read = CheckConfigurationReader.read(section.value, file: path, rules: Rule.all.map(\.description))
      guard read.diagnostics.isEmpty else {
        throw CheckError(.usage, TextRenderer(SourceFiles(path, bytes)).render(read.diagnostics))
      }
      settings.configuration = read.configuration
    }
    if entries.contains(where: { $0.name != "check" && $0.name != "version" }) {
      let (intent, diagnostics) = Intent.read(bytes, file: path)
      // What a role is meant for decides what is a finding, so a broken declaration is not left out in silence.
      guard intent != nil else { throw CheckError(.usage, TextRenderer(SourceFiles(path, bytes)).render(diagnostics)) }
      if let intent {
        settings.issuers.platforms[intent.issuer.key] = intent.issuer.platform.platform
        settings.intents = [intent]
      }
    }
    return settings
  }

  /// Whether nothing of a path is looked at.
  func ignores(_ path: String) -> Bool { configuration.ignored.contains { $0.matches(path) } }
}

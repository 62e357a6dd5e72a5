package import KeylessIntent
import KeylessSource
package import KeylessSystem

/// Finds and reads the `keyless.yaml` of a rehearsal.
package enum IntentFile {
  /// Largest `keyless.yaml`, in bytes.
  package static let limit = 1 << 20

  /// The folder of a `keyless.yaml` that is named by itself or by its folder.
  package static func folder(of path: String, system: System) -> String {
    if system.files.isDirectory(path) { return path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `path` is the file itself or the folder that holds it.
  ///
  /// Warnings come back rendered; errors are thrown.
  package static func read(_ path: String, system: System) throws -> (intent: Intent, warnings: String) {
    let file = system.files.isDirectory(path) ? (path.hasSuffix("/") ? path : path + "/") + "keyless.yaml" : path
    guard let bytes = try system.files.read(file, limit) else {
      throw RehearsalError(
        .usage,
        "there is no file `\(file)`; name a keyless.yaml or the folder that holds it"
      )
    }
    let (intent, diagnostics) = Intent.read(bytes, file: file)
    let text = TextRenderer(SourceFiles(file, bytes)).render(diagnostics)
    guard let intent else { throw RehearsalError(.unusableIntent, text) }
    return (intent, text)
  }
}

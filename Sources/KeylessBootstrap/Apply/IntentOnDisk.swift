import KeylessGenerate
import KeylessIntent
import KeylessSource
import KeylessSystem

/// A `keyless.yaml` with the policy files it names, read and made into the half that it asks for.
struct IntentOnDisk {
  let intent: Intent
  let half: AWSHalf
  /// The folder that holds the file.
  let folder: String

  private static let limit = 1 << 20

  /// `path` is the file itself or the folder that holds it; warnings are printed.
  init(_ path: String, maker: AWSHalf.Maker = .keyless, _ system: System) throws {
    let isFolder = system.files.isDirectory(path)
    let file = isFolder ? (path.hasSuffix("/") ? path : path + "/") + "keyless.yaml" : path
    guard let bytes = try system.files.read(file, Self.limit) else {
      throw BootstrapError(.usage, "there is no file `\(file)`; name a keyless.yaml or the folder that holds it")
    }
    let (read, diagnostics) = Intent.read(bytes, file: file)
    let text = TextRenderer(SourceFiles(file, bytes)).render(diagnostics)
    guard let read else { throw BootstrapError(.failure, text) }
    if !text.isEmpty { system.printError(text + "\n") }
    var files: [String: String] = [:]
    for role in read.roles {
      for policy in role.inlinePolicies {
        guard case .file(let name) = policy.document else { continue }
        let below = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let place = file.utf8.contains(UInt8(ascii: "/")) ? below + "/" + name.value : name.value
        if let bytes = try system.files.read(place, 1 << 17) {
          files[name.value] = String(decoding: bytes, as: UTF8.self)
        }
      }
    }
    do {
      half = try AWSHalf(read, files: files, maker: maker)
    } catch let error as any IntentMistake {
      throw BootstrapError(.failure, TextRenderer(SourceFiles(file, bytes)).render([error.diagnostic]))
    }
    folder = system.files.folder(of: file)
    intent = read
  }

  /// A path beside the intent.
  func place(_ name: String) -> String { folder == "." ? name : folder + "/" + name }
}

import KeylessChain
import KeylessCredentials
import KeylessSource
import KeylessSystem

/// This machine, or the one that `--env-file` and `--root` describe.
struct DescribedMachine {
  private let environmentFile: String?
  private let root: String?

  init(_ environmentFile: String?, _ root: String?) {
    self.environmentFile = environmentFile
    self.root = root
  }

  /// Throws `CheckError` (usage) for a file of variables that is none, or a root that is no folder.
  func machine(_ files: SeenFiles, asksMetadata: Bool, _ system: System) throws -> KeylessChain.Machine {
    if let root, !system.files.isDirectory(root) {
      throw CheckError(.usage, "--root is a folder that stands for `/`, and `\(TerminalText.escaping(root))` is none")
    }
    let machine = KeylessChain.Machine(
      system,
      environment: try Self.environment(environmentFile, system),
      root: root,
      directory: root == nil ? "." : "/",
      asksMetadata: asksMetadata
    )
    var seen = machine
    seen.read = Self.keeping(files, machine.read)
    return seen
  }

  /// A described machine on which Terraform runs in a folder of this one: relative paths begin there, and neither a link nor
  /// `..` leads out of it.
  ///
  /// The folder has a name there by which no absolute path of the described machine begins: a relative one, or one that ends
  /// in `/.` (`Situation.absolute`).
  static func running(
    _ machine: KeylessChain.Machine,
    in directory: String,
    _ files: SeenFiles,
    _ system: System
  ) -> KeylessChain.Machine {
    var running = machine
    let folder = KeylessChain.Machine(system, root: directory, directory: "/")
    let own = directory.hasSuffix("/") ? directory : directory + "/"
    let directory = directory.hasPrefix("/") ? own + "." : directory
    let start = directory.hasSuffix("/") ? directory : directory + "/"
    running.directory = directory
    running.read = keeping(files) { path in
      path.hasPrefix(start) ? folder.read("/" + path.dropFirst(start.count)) : machine.read(path)
    }
    return running
  }

  /// The same, remembering what was read.
  private static func keeping(
    _ files: SeenFiles,
    _ read: @escaping @Sendable (String) -> FileAnswer
  ) -> @Sendable (String) -> FileAnswer {
    { path in
      let answer = read(path)
      if case .bytes(let bytes) = answer { files.add(path, bytes) }
      return answer
    }
  }

  /// The variables of a file; nil where none is named.
  static func environment(_ file: String?, _ system: System) throws -> [String: String]? {
    guard let file else { return nil }
    let name = TerminalText.escaping(file)
    guard let bytes = try system.files.read(file, 1 << 20) else {
      throw CheckError(.usage, "there is no file of variables `\(name)`")
    }
    let document: JSONNode
    do { document = try JSONParser.parse(bytes) } catch {
      throw CheckError(.usage, "`\(name)` is no JSON object of variables: \(error)")
    }
    guard case .object(let members) = document.value else {
      throw CheckError(.usage, "`\(name)` is no JSON object of variables, such as {\"AWS_PROFILE\": \"dev\"}")
    }
    var environment: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value.value else {
        throw CheckError(
          .usage,
          "in `\(name)` the variable `\(TerminalText.escaping(member.name))` is \(member.value.kind), and a string is wanted"
        )
      }
      // No process can have such a one.
      guard !member.name.isEmpty, !member.name.utf8.contains(UInt8(ascii: "=")),
        !(member.name + text).utf8.contains(0)
      else {
        throw CheckError(.usage, "in `\(name)` a variable has no name, a name with `=`, or a NUL, which none can have")
      }
      environment[member.name] = text
    }
    return environment
  }
}

import KeylessAWS
import KeylessCalls
import KeylessIssuers
import KeylessSource
import KeylessSystem

/// The file by which a script learns that the server answers, where, and with which key it may be asked.
///
/// It appears whole, readable by its owner only, and goes when the server stops. Its form is promised: a member is added
/// without a new `version`, and is removed or changed only with one.
struct ReadyFile {
  let path: String
  let endpoint: String
  let partition: Partition
  /// The first of its administrators is the one of the default account.
  let settings: Settings
  /// Issuers that the server plays.
  let issuers: [String]
  let processID: Int

  private static let server = "keyless"
  private static let version = 1
  /// Largest file that may be one of ours, in bytes.
  private static let limit = 1 << 20

  var json: JSON {
    var members: [JSON.Member] = [
      .init("server", .string(Self.server)), .init("version", .integer(Self.version)),
      .init("endpoint", .string(endpoint)), .init("region", .string(settings.region)),
      .init("partition", .string(partition.id)), .init("pid", .integer(processID)),
    ]
    if let first = settings.administrators.first {
      members += [.init("account", .string(first.account.text)), .init("administrator", Self.json(first))]
    }
    let accounts = settings.administrators.map { administrator -> JSON in
      .object([
        .init("account", .string(administrator.account.text)), .init("administrator", Self.json(administrator)),
      ])
    }
    members += [.init("accounts", .array(accounts)), .init("issuers", .array(issuers.map { .string($0) }))]
    if let secret = settings.mintingSecret { members.append(.init("mintingToken", .string(secret.exposed))) }
    return .object(members)
  }

  private static func json(_ administrator: Administrator) -> JSON {
    .object([
      .init("userName", .string(administrator.userName)), .init("accessKeyId", .string(administrator.accessKeyID)),
      .init("secretAccessKey", .string(administrator.secret.exposed)),
    ])
  }

  private var bytes: [UInt8] { Array((json.pretty + "\n").utf8) }

  /// Refuses a path where something lies that no server left there; asked before the server starts, and again when it has.
  static func check(_ path: String, system: System) throws {
    guard let found = try system.files.read(path, limit) else {
      let folder = system.files.folder(of: path)
      guard system.files.isDirectory(folder) else {
        throw ServerError(.usage, "there is no folder `\(folder)` for the ready file `\(path)`; make it first")
      }
      return
    }
    let isOurs =
      if let node = try? JSONParser.parse(found), case .string(let server)? = node["server"]?.value,
        case .number? = node["version"]?.value
      {
        server.utf8.elementsEqual(Self.server.utf8)
      } else { false }
    guard isOurs, system.files.isPrivate(path) else {
      throw ServerError(.usage, "`\(path)` is there already and no ready file of yours; remove it or name another")
    }
  }

  /// Puts it in place at once, also over what a server left behind that was killed.
  func publish(_ system: System) throws {
    let new = "\(path).new-\(Hex.encode(system.randomBytes(8)))"
    try system.files.createPrivate(new, bytes)
    do {
      try Self.check(path, system: system)
      try system.files.move(new, path, try system.files.read(path, Self.limit) != nil)
    } catch {
      try? system.files.removeFile(new)
      throw error
    }
  }

  /// Removes it, unless another server has put its own there in the meantime.
  func withdraw(_ system: System) {
    guard let found = try? system.files.read(path, Self.limit), found == bytes else { return }
    try? system.files.removeFile(path)
  }
}

/// The functions that are evaluated, by name.
enum TerraformFunctions {
  typealias Function = @Sendable (TerraformCall) throws -> TerraformValue

  static let all: [String: Function] = {
    var all: [String: Function] = [:]
    for group in [
      strings, formats, searches, collections, picks, orders, sets, encodings, files, numbers, conversions, impure,
    ] {
      all.merge(group) { first, _ in first }
    }
    return all
  }()

  /// What the answer is depends on the moment, the machine, or is not worth computing.
  private static let impure: [String: Function] = Dictionary(
    uniqueKeysWithValues: [
      "timestamp", "plantimestamp", "uuid", "bcrypt", "uuidv5", "md5", "sha1", "sha256", "sha512", "base64sha256",
      "base64sha512", "filemd5", "filesha1", "filesha256", "filesha512", "filebase64sha256", "filebase64sha512",
      "abspath", "pathexpand", "rsadecrypt", "base64gzip", "csvdecode", "yamlencode", "formatdate", "timeadd",
      "timecmp", "cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets", "textencodebase64", "textdecodebase64",
    ]
    .map { name -> (String, Function) in (name, { call in throw call.unknown("`\(name)` is not evaluated") }) }
  )
}

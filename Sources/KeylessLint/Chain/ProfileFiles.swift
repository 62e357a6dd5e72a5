import KeylessChain
import KeylessCIHalf
import KeylessSource

/// The files of profiles as the scripts of a job leave them.
///
/// What a script fills in from outside stands for itself where its text decides nothing, as in a key; anywhere else the file
/// is unknown.
struct ProfileFiles: Hashable, Sendable {
  /// The home folder of a job, which its files do not say.
  static let home = "/~"
  static let config = home + "/.aws/config"
  static let credentials = home + "/.aws/credentials"

  private(set) var files: [String: FileAnswer] = [:]
  /// Why the files that are not among these are not known; nil where it is known that the job writes no other.
  private(set) var others: String?
  private let usualConfig: String?
  private let usualCredentials: String?

  /// `variables` are those that name the files; where one is there and nobody knows what it says, its file is anywhere.
  init(_ writes: [JobWrite], config: Answer<String>, credentials: Answer<String>) {
    usualConfig = Self.path(config, Self.config)
    usualCredentials = Self.path(credentials, Self.credentials)
    for write in writes { add(write) }
  }

  private static func path(_ answer: Answer<String>, _ otherwise: String) -> String? {
    switch answer {
    case .absent: otherwise
    case .value(let path, _): path
    case .opaque, .unknown: nil
    }
  }

  private mutating func add(_ write: JobWrite) {
    let (reason, content) = Self.reason(write)
    switch content {
    case .unknown: forget(write.path, reason)
    case .anything: forgetAll(reason)
    case .whole(let text), .appended(let text):
      guard let path = write.path.flatMap(Self.path) else { return forgetAll(reason) }
      guard write.isSure, let text = Self.text(text) else { return forget(write.path, reason) }
      var before: [UInt8] = []
      if case .appended = content {
        switch files[path] {
        case .bytes(let bytes): before = bytes
        case nil where others != nil: return
        case nil, .missing: break
        case .unreadable, .unknown: return
        }
      }
      if !before.isEmpty, before.last != 0x0A { before.append(0x0A) }
      files[path] = .bytes(before + text.utf8)
    case .setting(let profile, let key, let value):
      let isSecret = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"].contains(key)
      guard let path = isSecret ? usualCredentials : usualConfig else { return forget(nil, reason) }
      guard write.isSure, let line = Self.text(key, value) else { return files[path] = .unknown(reason) }
      let section = isSecret || profile == "default" ? profile : "profile \(profile)"
      switch files[path] {
      case .bytes(let bytes): files[path] = .bytes(Self.set(line, key, section, in: bytes))
      case nil where others != nil: break
      case nil, .missing: files[path] = .bytes(Self.set(line, key, section, in: []))
      case .unreadable, .unknown: break
      }
    }
  }

  private static func reason(_ write: JobWrite) -> (String, JobWrite.Content) {
    switch write.content {
    case .unknown(let reason), .anything(let reason): (reason, write.content)
    default: ("is written by the job in a way that is not followed", write.content)
    }
  }

  private mutating func forget(_ path: CIText?, _ reason: String) {
    guard let path else {
      // One of those that the job has, or of the usual ones.
      let usual = [usualConfig, usualCredentials, Self.config, Self.credentials].compactMap(\.self)
      for path in usual + files.keys { files[path] = .unknown(reason) }
      return
    }
    guard let known = Self.path(path) else { return forgetAll(reason) }
    files[known] = .unknown(reason)
  }

  private mutating func forgetAll(_ reason: String) {
    forget(nil, reason)
    others = reason
  }

  // MARK: Texts

  /// A path of the job; each folder that only the run knows has a name of its own.
  static func path(_ text: CIText) -> String? {
    var path = ""
    for part in text.parts {
      switch part {
      case .literal(let literal): path += literal
      case .predefined("HOME"): path += home
      case .predefined(let name): path += "/‹\(name)›"
      case .unknown: return nil
      }
    }
    if path.utf8.starts(with: "~/".utf8) { path = home + path.dropFirst() }
    return path
  }

  /// A path as Terraform's own arguments take it.
  static func expanded(_ path: String) -> String {
    for start in ["~/", "$HOME/", "${HOME}/"] where path.utf8.starts(with: start.utf8) {
      return "\(home)/" + path.dropFirst(start.count)
    }
    return path
  }

  /// The keys whose values decide nothing but who it is that signs in.
  private static let mere: Set<String> = [
    "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "role_arn", "web_identity_token_file",
    "role_session_name", "external_id", "region", "output",
  ]

  /// The file's text; nil where something is filled in of which its grammar depends.
  private static func text(_ text: CIText) -> String? {
    var out = ""
    for part in text.parts {
      if case .literal(let literal) = part {
        out += literal
        continue
      }
      let bytes = out.utf8
      let line = bytes[(bytes.lastIndex(of: 0x0A).map(bytes.index(after:)) ?? bytes.startIndex)...]
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let key = line[..<equals].filter { $0 != 0x20 && $0 != 0x09 }
      guard mere.contains(String(decoding: key, as: UTF8.self).lowercased()) else { return nil }
      out += "…"
    }
    return out
  }

  private static func text(_ key: String, _ value: CIText) -> String? {
    var line = value
    line.parts.insert(.literal("\(key) = "), at: 0)
    let text = text(line)
    return text?.utf8.contains(0x0A) == true ? nil : text
  }

  /// As the AWS CLI does it: in its section, in place of an older value.
  private static func set(_ line: String, _ key: String, _ section: String, in bytes: [UInt8]) -> [UInt8] {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let bare = { (line: String) in line.filter { $0 != " " && $0 != "\t" } }
    let head = bare("[\(section)]")
    guard let start = lines.firstIndex(where: { bare($0) == head }) else {
      return Array((lines + ["[\(section)]", line, ""]).joined(separator: "\n").utf8)
    }
    let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("[") } ?? lines.count
    let own = lines[(start + 1)..<end].filter { !bare($0).hasPrefix(key + "=") }
    return Array((lines[...start] + [line] + own + lines[end...] + [""]).joined(separator: "\n").utf8)
  }
}

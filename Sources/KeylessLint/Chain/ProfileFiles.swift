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
}

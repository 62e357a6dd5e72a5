import KeylessCIHalf

/// What is written into the files, and how they are called.
extension ProfileFiles {
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
  static func text(_ text: CIText) -> String? {
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

  static func text(_ key: String, _ value: CIText) -> String? {
    var line = value
    line.parts.insert(.literal("\(key) = "), at: 0)
    let text = text(line)
    return text?.utf8.contains(0x0A) == true ? nil : text
  }

  /// As the AWS CLI does it: in its section, in place of an older value.
  static func set(_ line: String, _ key: String, _ section: String, in bytes: [UInt8]) -> [UInt8] {
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

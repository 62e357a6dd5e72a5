import KeylessSource

/// `ec2-credentials-file`: `AWS_CREDENTIAL_FILE` of the first EC2 tools, lines of `AWSAccessKeyId=…` and `AWSSecretKey=…`.
package struct BotocoreEC2FileLink {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  func find() throws(UnknownInput) -> LinkFinding {
    guard let text = try situation.written("AWS_CREDENTIAL_FILE") else {
      return .passes("`AWS_CREDENTIAL_FILE` is not set")
    }
    let origin = LinkOrigin.variables("AWS_CREDENTIAL_FILE", at: text.place)
    let path = try PythonPath(situation).expandingHome(try text.known())
    guard !path.isEmpty, case .bytes(let bytes) = try situation.file(situation.absolute(path)) else {
      return .fails(
        ChainFailure("The specified config file (\(path)) could not be found.", in: .profileStatic, from: origin)
      )
    }
    let values = Self.values(bytes)
    guard let id = values["AWSAccessKeyId"] else {
      return .passes("`\(path)` has no `AWSAccessKeyId`", text.place)
    }
    guard values["AWSSecretKey"] != nil else {
      return .fails(ChainFailure("'AWSSecretKey'", in: .profileStatic, from: origin))
    }
    func key(_ key: String) -> TextOrigin { .profileKey(file: path, role: .credentials, profile: "", key: key) }
    return .fires(
      Link(
        .profileStatic,
        from: origin,
        .keys(accessKeyID: id, id: key("AWSAccessKeyId"), secret: key("AWSSecretKey"), sessionToken: nil)
      )
    )
  }

  /// The last of a name wins; a line without `=` is none.
  package static func values(_ bytes: [UInt8]) -> [String: String] {
    var values: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let equals = line.firstIndex(of: "=") else { continue }
      values[PythonText.stripped(line[..<equals])] = PythonText.stripped(line[line.index(after: equals)...])
    }
    return values
  }
}

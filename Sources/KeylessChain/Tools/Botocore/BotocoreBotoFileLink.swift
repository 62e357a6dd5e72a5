import KeylessSource

/// `boto-config`: the section `[Credentials]` of boto 2, in `BOTO_CONFIG` or in `/etc/boto.cfg` and `~/.boto`.
struct BotocoreBotoFileLink {
  private let situation: Situation

  init(_ situation: Situation) {
    self.situation = situation
  }

  func find() throws(UnknownInput) -> LinkFinding {
    let named = try situation.written("BOTO_CONFIG")
    var paths = ["/etc/boto.cfg", "~/.boto"]
    if let named { paths = [try named.known()] }
    for path in paths where !path.isEmpty {
      // Every section of such a file is taken by its bare name, as in the credentials file.
      let expanded = try PythonPath(situation).expanding(path)
      let file = try situation.profiles(.botocore, config: [], credentials: [expanded])
      if let problem = file.failure {
        return .fails(BotocoreParsing(situation).failure(problem, amongFiles: [expanded], in: .profileStatic))
      }
      guard let section = file["Credentials"]?.credentials, let id = section["aws_access_key_id"] else { continue }
      return finding(section, id)
    }
    return .passes(
      "\(paths.map { "`\($0)`" }.joined(separator: " and ")) \(paths.count == 1 ? "has" : "have") no keys",
      named?.place
    )
  }

  private func finding(_ section: ConfigSection, _ id: Located<String>) -> LinkFinding {
    let origin = LinkOrigin(.profile("Credentials", file: id.span.file), at: id.span)
    func key(_ key: String) -> TextOrigin {
      .profileKey(file: id.span.file, role: .credentials, profile: "Credentials", key: key)
    }
    guard section["aws_secret_access_key"] != nil else {
      return .fails(
        ChainFailure(
          "Partial credentials found in boto-config, missing: aws_secret_access_key",
          in: .profileStatic,
          from: origin
        )
      )
    }
    return .fires(
      Link(
        .profileStatic,
        from: origin,
        .keys(
          accessKeyID: id.value,
          id: key("aws_access_key_id"),
          secret: key("aws_secret_access_key"),
          sessionToken: nil
        )
      )
    )
  }
}

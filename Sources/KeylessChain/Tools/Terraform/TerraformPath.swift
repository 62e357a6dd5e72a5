/// Paths in Terraform's own arguments: `os.ExpandEnv`, then the home folder; paths in variables are taken as they are.
enum TerraformPath {
  static func expanded(_ path: String, _ situation: Situation) throws(UnknownInput) -> String {
    var out = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      out += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let name: String
      if rest.first == "{", let end = rest.firstIndex(of: "}") {
        name = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      } else {
        name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        rest = rest.dropFirst(name.count)
        if name.isEmpty {
          out += "$"
          continue
        }
      }
      out += try situation.variable(name)?.known() ?? ""
    }
    out += rest
    if out == "~" || out.hasPrefix("~/"), let home = try situation.variable("HOME") {
      out = try home.known() + out.dropFirst()
    }
    return out
  }

  static func expanded(_ paths: [String]?, _ situation: Situation) throws(UnknownInput) -> [String]? {
    guard let paths else { return nil }
    var all: [String] = []
    for path in paths { all.append(try expanded(path, situation)) }
    return all
  }
}

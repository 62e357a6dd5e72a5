import KeylessAWS
import KeylessPlatforms

extension ServeOptions {
  static func host(_ text: String) throws(ServeProblem) -> String {
    let isPlain = text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || "-.:%".utf8.contains($0) }
    guard isPlain, text.utf8.count <= 253 else {
      throw ServeProblem(
        "`\(text)` is not a host name or an address",
        help: "write `127.0.0.1`, an address or a name of this machine"
      )
    }
    return text
  }

  static func port(_ text: String) throws(ServeProblem) -> Int {
    guard text.utf8.count <= 5, text.utf8.allSatisfy(ASCII.isDigit), let port = Int(text), port <= 65_535 else {
      throw ServeProblem("`\(text)` is not a port", help: "write a number up to 65535; 0 lets the system choose")
    }
    return port
  }

  static func store(_ text: String) throws(ServeProblem) -> StoreChoice {
    guard let store = StoreChoice(text) else {
      throw ServeProblem("`\(text)` is not a store", help: "write `memory` or `sqlite:PATH`")
    }
    return store
  }

  func account(_ text: String) throws(ServeProblem) -> AccountID {
    guard let account = AccountID(text) else {
      throw ServeProblem("`\(text)` is not an AWS account number", help: "write its 12 digits, without dashes")
    }
    guard !accounts.contains(account) else { throw Self.twice(text) }
    return account
  }

  static func partition(_ text: String) throws(ServeProblem) -> Partition {
    guard let partition = Partition(id: text) else {
      let known = Partition.all.map(\.id).joined(separator: ", ")
      throw ServeProblem("`\(text)` is not a partition", help: "write one of \(known)")
    }
    return partition
  }

  static func region(_ text: String) throws(ServeProblem) -> String {
    guard text.utf8.count <= 32, Partition(region: text) != nil else {
      throw ServeProblem("`\(text)` is not a region", help: "write it like `eu-west-1`")
    }
    return text
  }

  func issuer(_ text: String) throws(ServeProblem) -> String {
    // What AWS federates: a token says its issuer byte by byte, and AWS wants https and no slash at the end.
    guard let url = IssuerURL(text), url.isSecure, text.utf8.last != UInt8(ascii: "/") else {
      throw ServeProblem(
        "`\(text)` is not an issuer that AWS federates",
        help: "write it as in `iss`: https, a host, no slash at the end, as `https://gitlab.com`"
      )
    }
    guard !played.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else { throw Self.twice(text) }
    return text
  }

  func upstream(_ text: String) throws(ServeProblem) -> Upstream {
    let upstream = try Upstream(text)
    guard !upstreams.contains(where: { $0.service.utf8.elementsEqual(upstream.service.utf8) }) else {
      throw Self.twice(upstream.service)
    }
    return upstream
  }

  static func flag(_ text: String) throws(ServeProblem) -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default: throw ServeProblem("`\(text)` is neither true nor false", help: "write `true` or `false`")
    }
  }

  static func logLevel(_ text: String) throws(ServeProblem) -> ServeLogLevel {
    guard let level = ServeLogLevel(rawValue: text) else {
      let known = ServeLogLevel.allCases.map(\.rawValue).joined(separator: ", ")
      throw ServeProblem("`\(text)` is not a log level", help: "write one of \(known)")
    }
    return level
  }

  private static func twice(_ text: String) -> ServeProblem {
    ServeProblem("`\(text)` is named twice", help: "name it once")
  }
}

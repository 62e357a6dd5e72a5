import KeylessPlatforms
import KeylessPolicy

/// The keys of an exchange that are not claims of the token (DESIGN, "Keys that are not claims").
enum RequestKeys {
  /// Adds the components of the keys that policies ask for.
  static func add(to form: inout Form, _ use: KeyUse) {
    addSessionName(to: &form)
    for key in use.keys {
      switch String(decoding: key.folded, as: UTF8.self) {
      case "aws:sourceip", "aws:vpcsourceip":
        // Behind a VPC endpoint the one is missing, else the other.
        addRange(key, use, .address, Factor(.addresses(.all), absent: true), to: &form)
      case "aws:currenttime", "aws:epochtime": addTime(key, use, to: &form)
      case "aws:securetransport": add(key, .text(.text(Array("true".utf8))), .circumstance, to: &form)
      case "aws:requestedregion": add(key, .text(.anything), .caller, to: &form)
      case "aws:useragent", "aws:referer": add(key, .text(.anything, absent: true), .caller, to: &form)
      case "aws:sourcevpc", "aws:sourcevpce": add(key, .text(.anything, absent: true), .circumstance, to: &form)
      default: break
      }
    }
  }

  /// What a key is that no form lists.
  static func other(_ key: ConditionKey, prefix: String, platform: String, _ session: SessionClaims) -> KeySource {
    let name = String(decoding: key.folded, as: UTF8.self)
    let own = ASCIIPrefix.lowered(prefix) + ":"
    if name.utf8.starts(with: own.utf8) {
      return .absent("`\(key)` is a claim that AWS does not map for this issuer")
    }
    switch name {
    case "sts:sourceidentity": return ofToken(key, session.sourceIdentity, platform)
    case "sts:roleauthorizedbyidp": return ofToken(key, session.roles, platform)
    // Tags that a job chooses from its claims are not handed on.
    case "sts:transitivetagkeys": return ofToken(key, session.tags == .unknown ? .unknown : .never, platform)
    case "aws:tagkeys": return ofToken(key, session.tags, platform)
    case "sts:externalid": return .absent("`\(key)` belongs to sts:AssumeRole")
    default: break
    }
    if name.utf8.starts(with: SessionTagKeys.start.utf8) {
      guard session.tags == .never else { return ofToken(key, session.tags, platform) }
      return .absent("`\(key)` is there only for tokens with session tags, which \(platform) does not mint")
    }
    for start in ["aws:principal", "aws:userid", "aws:username", "aws:sourceidentity", "aws:multifactorauth"]
    where name.utf8.starts(with: start.utf8) {
      return .absent("`\(key)` speaks of a caller in AWS, and the bearer of a token is none yet")
    }
    if name.utf8.starts(with: "aws:".utf8) || name.utf8.starts(with: "iam:".utf8) || name.utf8.starts(with: "sts:".utf8)
    {
      return .unknown("whether and how AWS sets `\(key)` in this exchange is not known")
    }
    return .absent("`\(key)` is no key of this exchange")
  }

  /// What a key is that comes from a claim which speaks to AWS itself.
  private static func ofToken(_ key: ConditionKey, _ source: SessionClaims.Source, _ platform: String) -> KeySource {
    switch source {
    case .never:
      .absent("`\(key)` is there only for tokens with the claim it comes from, which \(platform) does not mint")
    case .ofClaims: .unknown("which session tags a job of \(platform) asks for is its own choice, and so is `\(key)`")
    case .unknown: .unknown("whether tokens of the issuer carry the claim that `\(key)` comes from is not known")
    }
  }

  /// 2 to 64 characters of `\w+=,.@-` (STS API, `AssumeRoleWithWebIdentity`); the upper limit stays outside the automaton.
  private static let sessionNames: Language = {
    let one = Expression.bytes([48...57, 65...90, 97...122, 43...46, 61...61, 64...64, 95...95])
    return Expression.sequence([one, .oneOrMore(one)]).language
  }()

  /// Whoever calls chooses it.
  private static func addSessionName(to form: inout Form) {
    let component = Component("sts:RoleSessionName", .text(sessionNames), longest: .bytes(64), origin: .caller)
    form.set("sts:RoleSessionName", .component(form.add(component)))
  }

  private static func add(_ key: ConditionKey, _ domain: Factor, _ origin: Component.Origin, to form: inout Form) {
    form.set(key.name, .component(form.add(Component(key.name, domain, origin: origin))))
  }

  private static func addRange(
    _ key: ConditionKey,
    _ use: KeyUse,
    _ family: KeyUse.Family,
    _ domain: Factor,
    to form: inout Form
  ) {
    guard use.family(of: key) == family else {
      form.set(key.name, .unknown("`\(key)` is compared as something else than an address"))
      return
    }
    add(key, domain, .circumstance, to: &form)
  }

  /// One moment under two names.
  private static func addTime(_ key: ConditionKey, _ use: KeyUse, to form: inout Form) {
    guard use.family(of: key) == .date else {
      form.set(key.name, .unknown("`\(key)` is compared as something else than a date"))
      return
    }
    let place = form.add(Component("time", Factor(.dates(.all)), origin: .circumstance))
    form.set(key.name, .component(place))
  }
}

/// ASCII letters in lower case, for prefixes of keys.
private enum ASCIIPrefix {
  static func lowered(_ text: String) -> String {
    String(decoding: text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}

import KeylessPlatforms
import KeylessTesting
import Testing

@testable import KeylessReach

@Suite("the grammars of facts")
struct GrammarTests {
  static let kinds: [FactKind] =
    [
      .gitlabRef, .branchOrEmpty, .gitlabProject, .gitlabNamespace, .githubOwner, .githubRepositoryName,
      .githubRepository, .numericID, .numericIDOrEmpty, .number, .flag, .choice(["a", "protected", "é"]), .choice([]),
      .word(known: ["push"], except: []), .word(known: ["push"], except: ["pull_request", "", "É"]),
      .identifier(max: 64), .text(max: 5), .text(max: 255), .namespaces, .identities,
      .gitRef, .spacedName(max: 90), .uuid, .bracedUUID, .upperHex(count: 4), .dnsLabel, .dnsSubdomain,
      .repositoryOrigin, .workflowRef, .list(.uuid),
    ]
    + (0..<8).map { mask in
      .fullRef(RefSpace.allCases.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element))
    }

  /// Pieces that the rules speak of; texts are made of them and then spoiled.
  static let parts: [String] = [
    "a", "b", "Z", "0", "1", "7", "42", "-", "--", "_", ".", "..", "/", "//", ":", "@", "@{", "{", "~", "^", "?", "*",
    "[", "\\", " ", "\t", "\u{7F}", "\u{80}", "\u{9F}", "\u{A0}", "é", "€", "😀", ".git", ".atom", ".lock", ".GIT",
    "git",
    "refs/heads/", "refs/tags/", "refs/pull/", "/merge", "main", "v1.0", "api", "Admin", "oauth", "users", "badges",
    "BLOB", "tree", "wikis", "group", "octo-org", "true", "false", "push", "pull_request", "saml:", "\u{0}", "\n", "+",
    "0123456789abcdef0123456789ABCDEF01234567", "0123456789abcdef0123456789ABCDEF0123456", "protected", "0", "00",
    "e\u{301}", "AB12", "3f2b1c00-0000-4000-8000-000000000001", "}", "o/r/.github/workflows/x.yml",
  ]

  static func text(_ generator: inout SplitMix64) -> String {
    let heads = [
      "", "", "refs/heads/", "refs/tags/", "refs/pull/", "refs/pull/7/merge", "group/", "octo-org/", "saml:",
    ]
    let tail = (0..<Int.random(in: 0...6, using: &generator)).map { _ in parts.randomElement(using: &generator, or: "")
    }
    return heads.randomElement(using: &generator, or: "") + tail.joined()
  }

  /// Of an owner and a repository together only the sum is limited, so the owner is looked at here; segments of a path
  /// do not become too long in these tests.
  static func isWithin(_ kind: FactKind, _ text: String) -> Bool {
    if kind == .githubRepository, text.utf8.prefix(while: { $0 != UInt8(ascii: "/") }).count > 39 { return false }
    return switch kind.longest {
    case nil: true
    case .bytes(let most): text.utf8.count <= most
    case .scalars(let most): text.unicodeScalars.count <= most
    }
  }

  @Test("a grammar says what the check of the platform says", arguments: kinds)
  func agreement(kind: FactKind) {
    var generator = SplitMix64(seed: 77)
    let language = kind.language
    var members = 0
    for round in 0..<3000 {
      let text = Self.text(&generator)
      let isLegal = kind.contains(text)
      if isLegal { members += 1 }
      let isMember = language.contains(text.utf8) && Self.isWithin(kind, text)
      #expect(isMember == isLegal, "round \(round): \(text.debugDescription)")
    }
  }

  /// Every text of a few of these, for the rules that random texts seldom meet.
  static let combinations: [String] = [
    (4, ["a", ".", "/", ".lock", "@", "{", "-", "refs/heads/"]),
    (4, ["a", ".", "/", ".git", ".atom", "-", "Api", "wikis"]),
    (5, ["a", "-", "_", "/", "."]), (4, ["a", ":", "0", "1", "_", "\u{80}", "é"]),
  ].flatMap { length, parts in
    Sample.strings(of: parts.map { Array($0.utf8) }, upTo: length).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("a grammar agrees on every combination of what its rules speak of", arguments: kinds)
  func combinations(kind: FactKind) {
    let language = kind.language
    let heads: [String] = if case .fullRef = kind { ["refs/tags/", "refs/pull/"] } else { [""] }
    for text in Self.combinations.lazy.flatMap({ text in heads.map { $0 + text } }) {
      let isMember = language.contains(text.utf8) && Self.isWithin(kind, text)
      if isMember != kind.contains(text) { Issue.record("\(text.debugDescription)") }
    }
  }

  @Test("every short member is legal, and mutating members keeps both sides agreed", arguments: kinds)
  func members(kind: FactKind) {
    var generator = SplitMix64(seed: 78)
    let language = kind.language
    for member in language.members(preferring: 300)
    where Self.isWithin(kind, String(decoding: member, as: UTF8.self)) {
      #expect(kind.contains(String(decoding: member, as: UTF8.self)), "\(member)")
    }
    for start in Self.legal(kind, &generator) {
      #expect(language.contains(start.utf8), "\(start)")
      var scalars = Array(start.unicodeScalars)
      for _ in 0..<4 {
        let new = Self.parts.randomElement(using: &generator, or: "").unicodeScalars
        let place = Int.random(in: 0...scalars.count, using: &generator)
        if Bool.random(using: &generator), place < scalars.count {
          scalars.remove(at: place)
        } else {
          scalars.insert(contentsOf: new, at: place)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let text = String(view)
        let isMember = language.contains(text.utf8) && Self.isWithin(kind, text)
        #expect(isMember == kind.contains(text), "\(text.debugDescription)")
      }
    }
  }

  /// Texts that the platform's own check accepts.
  private static func legal(_ kind: FactKind, _ generator: inout SplitMix64) -> [String] {
    let seeds = [
      "main", "feature/x-1", "refs/heads/main", "refs/tags/v1", "refs/pull/7/merge", "group/sub/project", "octo-org",
      "octo-org/octo-repo", "name_short", "42", "true", "a", "push", "saml:alice", "0123456789abcdef", "group/project.",
      "group", "x.y", "protected",
    ]
    return (seeds + (0..<300).map { _ in text(&generator) }).filter(kind.contains)
  }

  @Test("limits are those of the check", arguments: kinds)
  func limits(kind: FactKind) {
    guard case .bytes(let most)? = kind.longest, most <= 1100 else { return }
    let ascii = Expression.bytes([0...0x7F])
    let longest = kind.language.within(Expression.exactly(most, ascii).language)
    if kind != .githubRepository, let member = longest.shortest() {
      #expect(kind.contains(String(decoding: member, as: UTF8.self)), "\(kind) of \(most)")
    }
    if let member = kind.language.within(Expression.exactly(most + 1, ascii).language).shortest() {
      #expect(!kind.contains(String(decoding: member, as: UTF8.self)), "\(kind) of \(most + 1)")
    }
  }

  @Test("a limit makes a language empty whose shortest member is longer")
  func shortestWithin() throws {
    let long = try Language.pattern([.literal(Array(repeating: 0x61, count: 40)), .anyRun])
    let owners = try FactKind.githubOwner.language.intersection(long)
    #expect(!owners.isEmpty)
    #expect(owners.shortest(within: FactKind.githubOwner.longest) == nil)
    #expect(owners.shortest(within: FactKind.identifier(max: 64).longest)?.count == 40)
  }

  @Test("the shortest legal text keeps to the limits of both halves of a repository")
  func shortestRepository() throws {
    let long = [UInt8](repeating: UInt8(ascii: "o"), count: 40)
    func shortest(_ pieces: Language.Piece...) throws -> String? {
      try FactKind.githubRepository.shortest(in: .pattern(pieces)).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try shortest(.anyRun) == "a/a")
    #expect(try shortest(.literal(long), .anyRun) == nil)
    #expect(try shortest(.literal(Array("octo-org/".utf8)), .anyRun) == "octo-org/a")
    #expect(try shortest(.anyRun, .literal(long)) == "a/" + String(repeating: "o", count: 40))
    #expect(try shortest(.anyScalar, .anyRun, .literal(Array("-/..".utf8))) == nil)
    #expect(try FactKind.githubOwner.shortest(in: .pattern([.literal(long)])) == nil)
  }

  @Test("a question within a budget is answered or refused")
  func budgeted() throws {
    let (project, ref) = (FactKind.gitlabProject.language, FactKind.gitlabRef.language)
    #expect(try !project.isSubset(of: ref, budget: Budget()))
    #expect(try !project.isDisjoint(with: ref, budget: Budget()))
    #expect(throws: TooComplex.self) { try project.isSubset(of: .anything, budget: Budget(states: 5)) }
  }
}

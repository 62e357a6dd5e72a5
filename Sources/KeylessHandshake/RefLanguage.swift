import KeylessCIHalf
import KeylessPlatforms
import KeylessReach
import KeylessSource

/// The names of refs that pass the tests of a run.
struct RefLanguage {
  /// Nil when every name passes.
  let language: Language?
  /// What could not be judged; its test is left out, so that the language is larger than the truth.
  let unknowns: [String]

  init(_ tests: [JobRun.RefTest], defaultBranch: String?) {
    var language: Language?
    var unknowns: [String] = []
    for test in tests {
      do {
        let one = try Self.language(test.pattern, defaultBranch)
        let wanted = test.isNegated ? try Language.anything.subtracting(one) : one
        language = try language.map { try $0.intersection(wanted) } ?? wanted
      } catch let error as Unread {
        if !unknowns.contains(error.reason) { unknowns.append(error.reason) }
      } catch {
        unknowns.append("a test of the ref is too complex")
      }
    }
    (self.language, self.unknowns) = (language, unknowns)
  }

  private struct Unread: Error {
    var reason: String
  }

  private static func language(_ pattern: JobRun.RefPattern, _ defaultBranch: String?) throws -> Language {
    switch pattern {
    case .exact(let name): return .text(Array(name.utf8))
    case .filter(let filter): return try filterLanguage(filter)
    case .regex(let source, let ignoresCase): return try expression(source, ignoresCase)
    case .any(let patterns):
      var out = Language.none
      for pattern in patterns { out = try out.union(language(pattern, defaultBranch)) }
      return out
    case .defaultBranch:
      guard let defaultBranch else {
        throw Unread(reason: "which branch is the default one is not known; `--default-branch` says it")
      }
      return .text(Array(defaultBranch.utf8))
    }
  }

  private static func expression(_ source: String, _ ignoresCase: Bool) throws -> Language {
    do { return try Language.expression(source, ignoresCase: ignoresCase) } catch {
      throw Unread(reason: "the expression `\(source)` is not read: \(error)")
    }
  }

  private static func filterLanguage(_ filter: String) throws -> Language {
    do { return try Language.filter(filter) } catch {
      throw Unread(reason: "the filter `\(filter)` is not read: \(error)")
    }
  }

  /// GitHub's full refs; a pull request's has a number that nothing tests.
  static func full(_ names: Language, _ type: JobRun.RefType) -> Language? {
    let prefix: String
    switch type {
    case .branch: prefix = "refs/heads/"
    case .tag: prefix = "refs/tags/"
    case .pullRequest: return .pullRequests
    }
    let all = try? Language.text(Array(prefix.utf8)).joined(with: names)
    // `refs/heads/` alone is no ref.
    return all.flatMap { try? $0.intersection(FactKind.fullRef([.heads, .tags]).language) }
  }
}

extension Language {
  /// `refs/pull/N/merge`, and `head` where GitHub gives that.
  fileprivate static let pullRequests: Language? = {
    let digits = try? Language.bytes([48...57]).joined(with: Language.bytes([48...57]).repeated())
    let start = digits.flatMap { try? Language.text(Array("refs/pull/".utf8)).joined(with: $0) }
    return start.flatMap { try? $0.joined(with: .texts([Array("/merge".utf8), Array("/head".utf8)])) }
  }()
}

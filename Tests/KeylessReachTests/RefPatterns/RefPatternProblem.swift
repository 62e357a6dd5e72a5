@testable import KeylessReach

/// Why a pattern is not read; nil where it is.
enum RefPatternProblem {
  static func expression(_ source: String, ignoresCase: Bool = false) -> RefPatternError? {
    of { () throws(RefPatternError) in try Language.expression(source, ignoresCase: ignoresCase) }
  }

  static func filter(_ pattern: String) -> RefPatternError? {
    of { () throws(RefPatternError) in try Language.filter(pattern) }
  }

  static func filters(_ patterns: [String]) -> RefPatternError? {
    of { () throws(RefPatternError) in try Language.filters(patterns) }
  }

  private static func of(_ read: () throws(RefPatternError) -> Language) -> RefPatternError? {
    do {
      _ = try read()
      return nil
    } catch {
      return error
    }
  }
}

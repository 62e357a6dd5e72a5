import KeylessAWSHalf
package import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

extension TrustSubject {
  /// What a rule says of an opening.
  package struct Words {
    package var message: String
    /// Under the caret.
    package var label: String
    package var help: String
  }

  /// A finding for every opening that a rule explains.
  package func findings(
    _ rule: RuleDescription,
    where isExplained: (Opening) -> Bool,
    _ words: (Opening) -> Words
  ) -> [Finding] {
    openings.filter(isExplained).map { opening in
      finding(rule, opening, words(opening))
    }
  }

  package func findings(_ rule: RuleDescription, _ shape: Opening.Shape, _ words: (Opening) -> Words) -> [Finding] {
    findings(rule, where: { $0.shape == shape }, words)
  }

  package func finding(_ rule: RuleDescription, _ opening: Opening, _ words: Words) -> Finding {
    var related: [Diagnostic.Label] = []
    if let principal = opening.statement.principal, principal.span != opening.span {
      related.append(.init(principal.span, "whose tokens are trusted"))
    }
    return Finding(
      rule,
      severity(opening.severity),
      .open,
      "\(words.message)",
      at: .init(opening.span, words.label),
      related: related,
      witness: opening.witness.map(WitnessWords.words),
      help: words.help,
      subject: role.address,
      cause: opening.cause
    )
  }
}

extension Opening {
  /// The text that is talked of, as a message shows it.
  package var shown: String { "`\(TerminalText.escaping(written))`" }

  /// Who gets in, for under the caret.
  package var peopleWords: String {
    switch people {
    case .stranger: "anybody with an account there gets in"
    case .colleague: "whoever may have a project of the same owner gets in"
    case .contributor: "whoever can push to the project gets in"
    case .protected: "every protected run gets in"
    }
  }
}

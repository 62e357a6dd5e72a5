package import KeylessSource

/// A simple command as it is written: assignments, words, redirections.
package struct ShellCommand: Hashable, Sendable {
  package var assignments: [Assignment] = []
  package var words: [ShellWord] = []
  package var redirections: [Redirection] = []
  package var span: SourceSpan

  /// `NAME=word`, in front of a command or alone.
  package struct Assignment: Hashable, Sendable {
    package var name: Located<String>
    package var value: ShellWord
    /// `NAME+=word`.
    package var appends = false
  }

  /// `> file`, `2>&1`, `<<EOF`.
  package struct Redirection: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case input, output, append, duplicate, hereDocument, hereString
    }

    package var kind: Kind
    /// The number in front; nil for the usual one.
    package var descriptor: Int?
    /// The file, or the text of a here-document or here-string.
    package var target: ShellWord
  }
}

/// What a script is made of.
package indirect enum ShellItem: Hashable, Sendable {
  case command(ShellCommand)
  /// Each runs in a shell of its own.
  case pipeline([ShellItem])
  /// `! a`: succeeds when it fails.
  case not(ShellItem)
  /// `a && b || c`. Flat, because a script may go on like this for thousands of commands.
  case list(ShellItem, [Link])
  /// `( … )`.
  case subshell([ShellItem], [ShellCommand.Redirection])
  /// What is sent into the background by `&`.
  case background(ShellItem)
  /// `{ …; }`.
  case group([ShellItem], [ShellCommand.Redirection])
  /// `if` and `case`: what is asked first, then one of these, or nothing of them.
  case choice(asked: [ShellItem], [[ShellItem]], isTotal: Bool)
  /// `for`, `while`, `until`.
  case loop(variable: String?, words: [ShellWord], asked: [ShellItem], [ShellItem])
  case function(String, [ShellItem])

  /// What runs when all in front of it succeeded, or failed.
  package struct Link: Hashable, Sendable {
    package var isAnd: Bool
    package var item: ShellItem
  }
}

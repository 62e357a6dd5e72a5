package import KeylessSource

/// Plays a script without running anything: goes through its commands in order, with the variables and the folder each
/// would have.
///
/// Where it depends on something unknown, both ways are gone, and what differs afterwards is unknown. Loops and functions
/// are followed within a bound.
package struct ShellRun {
  package var state: ShellState { didSet { isChanged = true } }
  package internal(set) var steps: [ShellStep] = []
  /// The state in which each step runs.
  package internal(set) var states: [ShellState] = []
  package internal(set) var unknowns: [Located<String>] = []
  /// What a variable is that no line of the script sets.
  let outside: @Sendable (String) -> ShellValue.Part
  /// The text of a file that a step reads into the script, where it is known.
  var sourcing: @Sendable (ShellStep) -> ScriptText? = { _ in nil }
  /// Ways that left a function or loop early while others went on in it.
  var early: [ShellState] = []
  var isSure = true
  /// How often some way left the function or loop it is in, or the shell, while others went on.
  var leavings: (bodies: Int, shells: Int) = (0, 0)
  /// How many shells of its own it is in, in which an end is not the script's.
  var shells = 0
  /// Whether commands follow when the script has come to a good end, as those of a later step.
  var isFollowed = false
  var calls = 0
  /// How many loops of this function it is in.
  var loops = 0
  static let most = 3000
  private var budget = Self.most
  /// How much may still be kept: each step has a copy of a state that was changed, and the words that it was split into.
  var kept = Self.mostKept
  static let mostKept = 1 << 18
  private var isChanged = true
  /// How much text may still be put together.
  var room = 1 << 24
  /// Where the output of what runs now goes.
  var output = ShellStep.Output.log
  var piped: [ShellStep] = []

  package init(_ state: ShellState, outside: @escaping @Sendable (String) -> ShellValue.Part) {
    self.state = state
    self.outside = outside
  }

  /// Plays a script to its end; another one goes on in the same shell.
  package mutating func play(_ text: ScriptText) {
    var parser = ShellParser(text)
    let items = parser.script()
    unknowns += parser.unknowns
    play(items)
  }

  package mutating func play(_ items: [ShellItem]) {
    for item in items where !state.isOver { _ = play(item) }
  }

  /// Whether it succeeds, where that is known.
  mutating func play(_ item: ShellItem) -> Bool? {
    switch item {
    case .command(let command): return play(command)
    case .pipeline(let items): return pipeline(items)
    case .not(let item): return play(item).map { !$0 }
    case .list(let first, let links): return list(first, links)
    case .subshell(let items, let redirections):
      apart { run in run.redirected(redirections) { $0.play(items) } }
      return nil
    case .background(let item):
      apart { run in
        // When it comes to its turn is not known.
        run.isSure = false
        _ = run.play(item)
      }
      return nil
    case .group(let items, let redirections):
      redirected(redirections) { $0.play(items) }
      return nil
    case .choice(let asked, let bodies, let isTotal):
      return choice(asked, bodies, isTotal: isTotal)
    case .loop(let variable, let words, let asked, let body):
      loop(variable, words, asked, body)
      return nil
    case .function(let name, let body):
      state.functions[name] = [body]
      return true
    }
  }

  /// `a && b || c`.
  private mutating func list(_ first: ShellItem, _ links: [ShellItem.Link]) -> Bool? {
    var status = play(first)
    // What ran last for sure.
    var last: ShellItem? = first
    for link in links where !state.isOver {
      let known = status ?? (link.isAnd && last.map(Self.shouldSucceed) == true ? true : nil)
      if known == link.isAnd {
        status = play(link.item)
        last = link.item
      } else if known == nil {
        choose(link.isAnd ? [[link.item], []] : [[], [link.item]])
        status = nil
        last = nil
      }
    }
    return status
  }

  /// Plays something in a shell of its own, which keeps what it sets and does to itself.
  mutating func apart(_ body: (inout ShellRun) -> Void) {
    let before = (state, early, isSure, leavings)
    shells += 1
    body(&self)
    shells -= 1
    (state, early, isSure, leavings) = before
  }

  /// Takes one of the steps a script may take; where none is left, it ends there.
  mutating func spend(at span: SourceSpan) -> Bool {
    if isChanged { kept -= state.size }
    isChanged = false
    budget -= 1
    guard budget <= 0 || kept <= 0 else { return true }
    if budget >= 0 {
      let what = budget == 0 ? "takes more than \(Self.most) steps" : "has more variables and words than are followed"
      unknowns.append(Located("the script \(what)", at: span))
    }
    budget = -1
    state.left = .script
    return false
  }

  mutating func pipeline(_ items: [ShellItem]) -> Bool? {
    let outer = (output, piped)
    for (index, item) in items.enumerated() {
      let first = steps.count
      output = index + 1 < items.count ? .pipe : outer.0
      apart { _ = $0.play(item) }
      piped = Array(steps[first...])
    }
    (output, piped) = outer
    return nil
  }

  private mutating func redirected(_ redirections: [ShellCommand.Redirection], _ body: (inout ShellRun) -> Void) {
    let outer = output
    if let last = redirections.last(where: { Self.isOutput($0) }) {
      output = .file(evaluate(last.target), last.target)
    }
    body(&self)
    output = outer
  }

  static func isOutput(_ redirection: ShellCommand.Redirection) -> Bool {
    (redirection.kind == .output || redirection.kind == .append) && (redirection.descriptor ?? 1) == 1
  }

  /// Programs whose failure would end the job, or which do not fail: what follows `&&` is meant to run.
  private static func shouldSucceed(_ item: ShellItem) -> Bool {
    guard case .command(let command) = item else { return false }
    guard let name = command.words.first else { return true }
    return ["cd", "mkdir", "umask", "export", "printf", "echo", "set", "chmod", "touch", "pushd", "popd", "install"]
      .contains(name.text ?? "")
  }
}

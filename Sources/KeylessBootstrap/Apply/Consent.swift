import KeylessSource
import KeylessSystem

/// Whether a plan may be carried out: a person says so, or the command line did.
struct Consent {
  var isYes: Bool
  var allowsWidening: Bool

  /// Nil: go ahead; otherwise the status to end with, the reason having been said.
  func asked(_ question: String, _ changes: [Change], _ system: System) -> Int32? {
    let widenings = changes.filter(\.needsConsent)
    if isYes {
      guard !widenings.isEmpty, !allowsWidening else { return nil }
      var lines = ["keyless: refused: --yes alone carries out nothing that widens what stands already"]
      lines += widenings.map { "  \($0.words): \($0.widening ?? "")" }
      lines.append("look at it and add --allow-widening, or answer at a terminal; nothing was done")
      system.printError(lines.map(TerminalText.escaping).joined(separator: "\n") + "\n")
      return 1
    }
    let warning =
      widenings.isEmpty
      ? "" : "\(widenings.count) of them \(widenings.count == 1 ? "widens" : "widen") what stands already. "
    guard let answer = system.ask("\(warning)\(question) Type yes: ") else {
      system.printError("keyless: nobody is at a terminal to say yes; give --yes; nothing was done\n")
      return 2
    }
    if answer == "yes" { return nil }
    system.printError("nothing was done\n")
    return 1
  }
}

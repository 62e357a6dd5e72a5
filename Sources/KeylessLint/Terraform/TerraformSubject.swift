package import KeylessAWSHalf
package import KeylessCIHalf
import KeylessHCL
package import KeylessSource
package import KeylessTerraform

/// One root module with all that it calls: what the rules of Terraform configurations look at.
package struct TerraformSubject {
  package let root: TerraformModule
  /// The root and everything it calls, callers first.
  package let modules: [TerraformModule]
  package let half: AWSHalf
  /// Everything in which it is said by which identity AWS is asked; a server on the same machine is left out, and so is a
  /// state of which it is not known whether it is in S3.
  let signIns: [AWSSignIn]
  /// The commands of jobs that run it.
  private(set) var runs: TerraformRuns
  private let tree: SourceTree
  /// Each once, however often it is called.
  private let folders: [String: TerraformFolder]

  package init(root: TerraformModule, half: AWSHalf, tree: SourceTree, runs: TerraformRuns = TerraformRuns()) {
    self.root = root
    modules = root.allModules
    self.half = half
    self.tree = tree
    self.runs = runs
    signIns = modules.flatMap { module in
      AWSSignIn.providers(of: module) + AWSSignIn.backends(of: module) + AWSSignIn.remoteStates(of: module)
    }.filter { !$0.isForLocalServer && $0.unknownBackend == nil }
    folders = Dictionary(modules.map { ($0.folder.path, $0.folder) }) { first, _ in first }
  }

  package static func all(_ project: TerraformProject, _ half: AWSHalf, _ jobs: CIHalves) -> [TerraformSubject] {
    var subjects = project.roots.map { TerraformSubject(root: $0, half: half, tree: project.tree) }
    // What else a job gives Terraform would only tell machines apart that are the same to every chain.
    let given = subjects.flatMap { $0.signIns.compactMap { $0["profile"] } }.flatMap(\.value.variables)
    let runs = TerraformRuns.Book(jobs, given: Set(given.filter(\.module.isEmpty).map(\.name)))
    for index in subjects.indices { subjects[index].runs = runs.runs(in: subjects[index].root.folder.path) }
    return subjects
  }

  /// The default that a value comes from, whichever module declares it.
  func initial(at span: SourceSpan) -> Initial? {
    for declaration in folders[SourceTree.split(span.file).folder]?.variables ?? [] {
      guard let attribute = declaration.body.attribute("default"), attribute.span.contains(span) else { continue }
      return Initial(
        name: declaration.name,
        attributeName: attribute.name.span,
        span: attribute.value.span == span ? attribute.span : span
      )
    }
    return nil
  }

  /// The default of a variable that a value was written in.
  struct Initial {
    let name: String
    /// Where it says `default`.
    let attributeName: SourceSpan
    /// The whole attribute, or the part of a larger default that the value is.
    let span: SourceSpan
  }

  /// Whether a value is what the command line or the environment said, which stands in no file.
  func isGivenFromOutside(_ value: TerraformValue) -> Bool {
    value.variables.contains { $0.span == value.span }
  }

  /// The lines of a place with their newline, where nothing else stands on them.
  func wholeLines(_ span: SourceSpan) -> SourceSpan? {
    guard let bytes = tree[span.file], span.range.upperBound <= bytes.count else { return nil }
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var (start, end) = (span.range.lowerBound, span.range.upperBound)
    while start > 0, isSpace(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    while end < bytes.count, isSpace(bytes[end]) || bytes[end] == UInt8(ascii: "\r") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return nil }
    return SourceSpan(file: span.file, range: start..<end + 1)
  }
}

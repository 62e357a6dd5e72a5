import KeylessAWSHalf
import KeylessChain
import KeylessSource

/// One tool with what its configuration says.
struct ChainQuestion: Sendable {
  let chain: any CredentialChain
  let arguments: ToolArguments
  /// As in `provider "aws" (alias west)`, with its place; nil for a tool without a configuration here.
  let title: String?
  let place: SourceSpan?
  private let kind: AWSSignIn.Kind?
  /// The arguments that a backend leaves to `terraform init`, which may be given credentials beside them.
  private let missing: [String]
  /// What `terraform init` is given with `-backend-config` and nobody reads here.
  private var unread: [String] = []

  init(_ chain: any CredentialChain, _ arguments: ToolArguments) {
    self.init(chain, arguments, title: nil, place: nil, kind: nil, missing: [])
  }

  init(_ chain: any CredentialChain, _ signIn: AWSSignIn) {
    let missing = signIn.kind == .backend ? ["bucket", "key"].filter { signIn[$0] == nil } : []
    self.init(
      chain,
      signIn.toolArguments,
      title: signIn.title,
      place: signIn.head,
      kind: signIn.kind,
      missing: missing
    )
  }

  /// A provider that is written nowhere: Terraform makes an empty one for resources that need it.
  init(implied chain: any CredentialChain) {
    self.init(chain, ToolArguments(), title: "provider \"aws\" (not written)", place: nil, kind: .provider, missing: [])
  }

  private init(
    _ chain: any CredentialChain,
    _ arguments: ToolArguments,
    title: String?,
    place: SourceSpan?,
    kind: AWSSignIn.Kind?,
    missing: [String]
  ) {
    self.chain = chain
    self.arguments = arguments
    self.title = title
    self.place = place
    self.kind = kind
    self.missing = missing
  }

  /// Which link fires; not known for a backend of which a part is left to `terraform init`.
  func resolution(_ situation: Situation) -> Resolution {
    let resolution = chain.resolution(situation)
    guard let doubt else { return resolution }
    let unknown = UnknownInput(
      .argument("-backend-config"),
      "\(doubt), and perhaps credentials: say it with --backend-config KEY=VALUE",
      at: place
    )
    let otherwise = Resolution.Possibility("it gives no credentials", resolution)
    return Resolution(chain.tool, .unknown(unknown, [otherwise]), evidence: chain.evidence)
  }

  private var doubt: String? {
    if let name = unread.first { return "gives `terraform init` `\(TerminalText.escaping(name))`, which is not read" }
    return missing.isEmpty ? nil : "gives `terraform init` what is not written (`\(missing.joined(separator: "`, `"))`)"
  }

  /// A backend with what `-backend-config` gives it, each `KEY=VALUE` or a file; anything else as it is.
  ///
  /// Where `isWhole` it gives nothing else.
  func completed(by configuration: [String], isWhole: Bool) -> ChainQuestion {
    guard kind == .backend, !configuration.isEmpty else { return self }
    let given = configuration.map(BackendArgument.init)
    var arguments = arguments
    for argument in given { argument.add(to: &arguments) }
    let left = isWhole ? [] : missing.filter { name in !given.contains { $0.name == name } }
    var question = ChainQuestion(chain, arguments, title: title, place: place, kind: kind, missing: left)
    question.unread = given.filter { !$0.isRead }.map(\.name)
    return question
  }

  /// Whether the configuration says itself which files its profiles are in.
  var namesFiles: Bool { arguments.sharedConfigFiles != nil || arguments.sharedCredentialsFiles != nil }

  /// Whether a tool is the kind that reads it: a provider, a backend, or the state of others.
  func isAbout(_ tool: Tool) -> Bool {
    switch kind {
    case .provider: tool.isTerraformProvider
    case .backend: tool.id.contains("-backend-")
    case .remoteState: tool.id.contains("-remote-state-")
    case nil: false
    }
  }

  /// The same configuration, read by another version.
  func by(_ chain: any CredentialChain) -> ChainQuestion {
    var question = ChainQuestion(chain, arguments, title: title, place: place, kind: kind, missing: missing)
    question.unread = unread
    return question
  }
}

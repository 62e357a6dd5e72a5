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

  init(_ chain: any CredentialChain, _ arguments: ToolArguments) {
    self.init(chain, arguments, title: nil, place: nil, kind: nil)
  }

  init(_ chain: any CredentialChain, _ signIn: AWSSignIn) {
    self.init(chain, signIn.toolArguments, title: signIn.title, place: signIn.head, kind: signIn.kind)
  }

  /// A provider that is written nowhere: Terraform makes an empty one for resources that need it.
  init(implied chain: any CredentialChain) {
    self.init(chain, ToolArguments(), title: "provider \"aws\" (not written)", place: nil, kind: .provider)
  }

  private init(
    _ chain: any CredentialChain,
    _ arguments: ToolArguments,
    title: String?,
    place: SourceSpan?,
    kind: AWSSignIn.Kind?
  ) {
    self.chain = chain
    self.arguments = arguments
    self.title = title
    self.place = place
    self.kind = kind
  }

  /// Whether a tool is the kind that reads it: a provider, a backend, or the state of others.
  func isAbout(_ tool: Tool) -> Bool {
    switch kind {
    case .provider: tool.id.contains("-provider-")
    case .backend: tool.id.contains("-backend-")
    case .remoteState: tool.id.contains("-remote-state-")
    case nil: false
    }
  }

  /// The same configuration, read by another version.
  func by(_ chain: any CredentialChain) -> ChainQuestion {
    ChainQuestion(chain, arguments, title: title, place: place, kind: kind)
  }
}

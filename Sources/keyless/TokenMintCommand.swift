import ArgumentParser
import KeylessRehearsal

/// `keyless token mint`.
struct TokenMintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mint",
    abstract: "Mint a token as a platform would, from facts.",
    discussion: """
      The token goes to --out (mode 0600) or to standard output. Without --key it is signed with a fresh key that \
      nobody else has: it shows what the platform's token looks like, and only --jwks-out's key set verifies it.
      """
  )

  @Option(help: "gitlab or github.")
  var platform: String

  @Option(help: "A fact as NAME=VALUE, such as project_path=acme/shop or ref=main; repeat it for more.")
  var fact: [String] = []

  @Option(help: "The issuer URL; the platform's public one unless given.")
  var issuer: String?

  @Option(help: "The audience; repeat it for a list.")
  var audience: [String] = []

  @Option(help: "Seconds the token lives; the platform's default unless given.")
  var lifetime: Int?

  @Option(
    name: .customLong("sub-template"),
    help: "The project's subject setting as a comma-separated list (GitLab components, GitHub claim keys)."
  )
  var subjectTemplate: String?

  @Flag(help: "GitHub: the subject without immutable ids, as repositories from before 2026-07-15 have it.")
  var classic = false

  @Option(help: "A file with a private key in PEM (RSA or P-256).")
  var key: String?

  @Option(help: "The ready file of a running `keyless serve --play ISSUER`: its issuer signs the token.")
  var server: String?

  @Option(help: "Write the token to this new file instead, readable only by you.")
  var out: String?

  @Option(name: .customLong("jwks-out"), help: "Write the public key set to this new file.")
  var keySetOut: String?

  @Flag(help: "Print the claims instead of a token.")
  var claims = false

  func validate() throws {
    guard server == nil || (key == nil && keySetOut == nil && !claims) else {
      throw ValidationError("with --server the server signs: --key, --jwks-out and --claims do not go with it")
    }
  }

  func run() async throws {
    let minting = TokenMinting(
      platform: platform,
      facts: fact,
      issuer: issuer,
      audiences: audience,
      lifetime: lifetime,
      subjectTemplate: subjectTemplate?.split(separator: ",").map(String.init),
      isClassic: classic,
      keyFile: key,
      server: server
    )
    try await minting.deliver(
      TokenMinting.Delivery(file: out, keySetFile: keySetOut, claimsOnly: claims),
      Machine.system()
    )
  }
}

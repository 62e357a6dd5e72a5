import ArgumentParser

/// `keyless token`, which only holds its two verbs.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Mint or inspect a job's token.",
    subcommands: [TokenMintCommand.self, TokenInspectCommand.self]
  )
}

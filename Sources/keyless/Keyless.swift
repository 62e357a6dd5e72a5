import ArgumentParser

/// The root of the command line; every verb is a file of its own.
struct Keyless: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keyless",
    abstract: "CI pipelines that deploy to AWS with no stored key: build, prove and run the OIDC handshake.",
    version: "0.1.0",
    subcommands: [
      InitCommand.self, BootstrapCommand.self, ComponentCommand.self, CheckCommand.self, WhoCommand.self,
      ChainCommand.self,
      ExplainCommand.self,
      RehearseCommand.self, ServeCommand.self, TokenCommand.self,
    ]
  )
}

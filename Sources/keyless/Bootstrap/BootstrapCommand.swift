import ArgumentParser

/// `keyless bootstrap` and what it can do to an account.
struct BootstrapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bootstrap",
    abstract: "Make the AWS half of a keyless.yaml: as Terraform, as JSON, or through the IAM API.",
    discussion: """
      Without a subcommand it writes a Terraform module, or with `--format json` the documents themselves, once they are
      proved to let in exactly whom the intent says: `keyless bootstrap module --help` has the options of that.

      For the subcommands that call AWS the credentials are the caller's own, from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; the
      endpoint is AWS's, or AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS.
      """,
    subcommands: [
      BootstrapModuleCommand.self, BootstrapPlanCommand.self, BootstrapApplyCommand.self, BootstrapDriftCommand.self,
      BootstrapDestroyCommand.self,
      BootstrapImportCommand.self,
    ],
    defaultSubcommand: BootstrapModuleCommand.self
  )
}

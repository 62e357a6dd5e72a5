import ArgumentParser

/// What every subcommand asks for.
struct BootstrapOptions: ParsableArguments {
  @Argument(help: "A keyless.yaml, or the folder that holds it.")
  var path: String = "."

  @Option(name: .customLong("expect-account"), help: "Go on only when the credentials are of this account.")
  var expectedAccount: String?
}

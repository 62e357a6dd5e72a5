import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessIssuers
import KeylessOIDC
import KeylessSource
package import KeylessSystem
package import Logging

/// `keyless serve`: a local AWS that stays up until somebody stops it.
package struct ServeVerb: Sendable {
  package var options: ServeOptions
  /// A file with more options; what the command line says wins.
  package var configurationFile: String?

  package init(options: ServeOptions, configurationFile: String? = nil) {
    self.options = options
    self.configurationFile = configurationFile
  }

  /// The port that tools for local AWS emulators expect.
  package static let defaultPort = 4566
  package static let defaultAccount = "111122223333"

  /// Returns when the server was asked to stop and has answered what it had begun to.
  package func run(_ system: System, logger: (ServeLogLevel) -> Logger) async throws {
    do {
      try await serve(system, logger)
    } catch let error as StoreError {
      throw ServerError(.store, error.description)
    }
  }

  private func serve(_ system: System, _ logger: (ServeLogLevel) -> Logger) async throws {
    let plan = try ServePlan(try configured(system))
    let administrators = try ServeAdministrators(environment: system.environment)
    let organization = try OrganizationFiles.read(
      serviceControl: plan.serviceControl,
      resourceControl: plan.resourceControl,
      system: system
    )
    if let readyFile = plan.readyFile { try ReadyFile.check(readyFile, system: system) }
    let log = logger(plan.logLevel)
    let remoteIssuers = try plan.remoteIssuers(system, log)
    let issuers = try plan.played.map { try PlayedIssuer(issuer: $0, signingKey: try SigningKey.generate(.rsa2048)) }
    // Trapped before anything is said: whoever stops us at once still has everything put in order.
    let stops = await system.stopSignals()
    let store = try ServerStore.open(plan.store, system: system)
    defer { try? store.close() }
    let accounts = try Accounts(partition: plan.partition, store: store.store)
    let settings = Settings(
      region: plan.region,
      root: store.root,
      administrators: try administrators.make(in: accounts, for: plan.accounts, system: system),
      organization: organization,
      regions: plan.regions,
      remoteIssuers: remoteIssuers,
      // Nobody could know it without the file.
      mintingSecret: plan.readyFile == nil || issuers.isEmpty ? nil : BearerToken.random(system.randomBytes),
      hostNames: plan.hostNames,
      upstreams: plan.upstreams
    )
    let aws = try LocalAWS(
      accounts: accounts,
      issuers: issuers,
      settings: settings,
      system: system,
      logger: log
    )
    try await LocalAWSServer.serve(aws, host: plan.host, port: plan.port) { endpoint in
      let greeting = ServeGreeting(
        plan: plan,
        endpoint: endpoint,
        settings: settings,
        areGiven: administrators.areGiven,
        isNewStore: store.isNew
      )
      let ready = plan.readyFile.map { greeting.readyFile($0, processID: system.processID) }
      try ready?.publish(system)
      defer { ready?.withdraw(system) }
      greeting.say(system)
      for await _ in stops { break }
    }
  }

  private func configured(_ system: System) throws -> ServeOptions {
    guard let configurationFile else { return options }
    guard let bytes = try system.files.read(configurationFile, ServeConfiguration.limit) else {
      throw ServerError(.usage, "there is no file `\(configurationFile)` to be configured by")
    }
    let configuration = ServeConfiguration(bytes, file: configurationFile)
    guard configuration.diagnostics.isEmpty else {
      let files = SourceFiles(configurationFile, bytes)
      throw ServerError(.usage, TextRenderer(files).render(configuration.diagnostics))
    }
    return options.over(configuration.options)
  }
}

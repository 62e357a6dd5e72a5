import ArgumentParser
import KeylessRehearsal
import KeylessSystem

/// Parses, runs, and turns every way of failing into one exit status and one message.
@main
enum Main {
  static func main() async {
    let system = System.live()
    await Machine.$current.withValue(system) {
      do {
        var command = try Keyless.parseAsRoot()
        if var command = command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try command.run()
        }
      } catch {
        ExitStatus.exit(for: error, system)
      }
    }
  }
}

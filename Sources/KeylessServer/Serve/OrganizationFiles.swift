import KeylessCalls
import KeylessPolicy
import KeylessSource
import KeylessSystem

/// Reads the policies of the organization from files and says of each fault where it is.
enum OrganizationFiles {
  /// Largest file, in bytes; the quota of such a policy is far below.
  private static let limit = 1 << 17

  static func read(serviceControl: [String], resourceControl: [String], system: System) throws -> OrganizationPolicies {
    do {
      return try OrganizationPolicies(
        serviceControl: serviceControl.map { try policy($0, .serviceControl, system) },
        resourceControl: resourceControl.map { try policy($0, .resourceControl, system) }
      )
    } catch let error as PolicyError {
      throw ServerError(.usage, "\(error)")
    }
  }

  private static func policy(_ path: String, _ kind: PolicyKind, _ system: System) throws -> CompiledPolicy {
    guard let bytes = try system.files.read(path, limit) else {
      throw ServerError(.usage, "there is no file `\(path)`, which is to hold \(kind.description)")
    }
    let renderer = TextRenderer(SourceFiles(path, bytes))
    let document: PolicyDocument
    do {
      document = try PolicyDocument.parse(bytes: bytes, file: path, kind: kind)
    } catch {
      throw ServerError(.usage, renderer.render(error.diagnostics))
    }
    let problems = OrganizationRules.problems(of: document)
    guard problems.isEmpty else { throw ServerError(.usage, renderer.render(problems)) }
    return CompiledPolicy(document)
  }
}

package import KeylessChain
package import KeylessCIHalf
import KeylessSource

/// The machine that a command of a job finds itself on: the job's variables, and the files of profiles that it wrote before.
///
/// Nothing else is on it. What the project's settings or an own runner may add is supposed, one thing at a time, by whoever
/// asks.
package struct JobMachine: Hashable, Sendable {
  package private(set) var variables: [String: Answer<String>]
  private var files: [String: FileAnswer]
  /// Why no other file is known either; nil where all that the job writes are known.
  private var others: String?
  package var instanceMetadata: Answer<Bool>

  /// A job of which nothing is known but that it has a token and a role for the SDK's own link.
  package init() {
    let reason = "is the job's, which is not in these files"
    variables = ["AWS_ROLE_ARN": .opaque(reason, nil), "AWS_WEB_IDENTITY_TOKEN_FILE": .opaque(reason, nil)]
    files = [:]
    instanceMetadata = JobRunner.unknown.instanceMetadata
  }

  /// `given` are the variables of Terraform that decide who signs in, without their prefix.
  package init(
    _ job: CIJob,
    _ command: JobCommand? = nil,
    on runner: JobRunner = .unknown,
    given: Set<String> = []
  ) {
    var variables: [String: Answer<String>] = [:]
    let isCleared = command?.isCleared == true
    // The action leaves a session's keys behind for every later step, and for none before.
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
      switch isCleared ? .none : command?.session ?? .none {
      case .none: break
      case .token: variables[name] = .opaque("is a session that the action got for the token", nil)
      case .unknown(let reason): variables[name] = .unknown(reason, nil)
      }
    }
    let given = Set(given.map { Self.terraform + $0 })
    for variable in (isCleared ? [] : job.variables) + (command?.variables ?? [])
    where Self.concerns(variable.name.value) || given.contains(variable.name.value) {
      variables[variable.name.value] = Self.answer(variable)
    }
    for name in command?.unset ?? [] { variables[name] = nil }
    if !given.isEmpty, let command {
      for (name, value) in TerraformAssignments.of(command) where given.contains(Self.terraform + name) {
        variables[Self.terraform + name] = value
      }
    }
    let paths = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].map { variables[$0] ?? .absent }
    let written = ProfileFiles(command?.writes ?? [], config: paths[0], credentials: paths[1])
    (files, others) = (written.files, written.others)
    instanceMetadata = runner.instanceMetadata
    self.variables = variables
  }

  private static let terraform = "TF_VAR_"

  /// What the job gives a variable of Terraform; nil where it gives nothing, or where nobody asked for it.
  func given(_ variable: String) -> Answer<String>? { variables[Self.terraform + variable] }

  /// Whether two commands of a job find the same machine.
  static func isSame(_ left: JobCommand, _ right: JobCommand) -> Bool {
    left.writes == right.writes && left.session == right.session && left.variables == right.variables
      && TerraformAssignments.of(left) == TerraformAssignments.of(right) && left.unset == right.unset
      && left.isCleared == right.isCleared
  }

  /// What it takes to make a command's machine: each write goes through what is in its file.
  static func cost(_ job: CIJob, _ command: JobCommand) -> Int {
    var (size, cost) = (0, 1 + job.variables.count + command.variables.count)
    for write in command.writes {
      size += write.size
      cost += size
    }
    return cost
  }

  /// Whether a chain may look at it; what no chain looks at would only tell jobs apart that are the same.
  private static func concerns(_ name: String) -> Bool { name.hasPrefix("AWS_") || name.hasPrefix("TF_AWS_") }

  private static func answer(_ variable: CIVariable) -> Answer<String> {
    // Without its place, so that the same value in many jobs makes one machine.
    let (text, place): (CIText, SourceSpan?) = (variable.value, nil)
    if let text = text.text { return .value(text, place) }
    if ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].contains(variable.name.value),
      let path = ProfileFiles.path(text)
    {
      return .value(path, place)
    }
    let isThere = text.parts.contains { if case .unknown = $0 { false } else { true } }
    let reason = text.unknowns.first ?? "is known only when the job runs"
    return isThere ? .opaque(reason, place) : .unknown(reason, place)
  }

  /// The same on a runner that has keys for a profile, in the usual file or in another.
  package func having(profile: String, in path: String? = nil) -> JobMachine {
    var other = self
    let path =
      path.map(ProfileFiles.expanded) ?? Self.value(variables["AWS_SHARED_CREDENTIALS_FILE"])
      ?? ProfileFiles.credentials
    var bytes: [UInt8] = []
    switch files[path] {
    case .bytes(let own): bytes = own + [0x0A]
    case nil where others != nil: return self
    case nil, .missing: break
    case .unreadable, .unknown: return self
    }
    other.files[path] = .bytes(bytes + "[\(profile)]\naws_access_key_id = …\naws_secret_access_key = …\n".utf8)
    return other
  }

  /// The same on a runner where an instance metadata service answers, or where none does.
  package func answering(_ answers: Bool) -> JobMachine {
    var other = self
    other.instanceMetadata = .value(answers, nil)
    return other
  }

  private static func value(_ answer: Answer<String>?) -> String? {
    if case .value(let value, _)? = answer { return value }
    return nil
  }

  /// The profile that a variable names, where it is known.
  package var profile: String? {
    ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].lazy.compactMap { Self.value(variables[$0]) }.first { !$0.isEmpty }
  }

  /// Whether a variable names a profile, or may, and not which.
  var namesUnknownProfile: Bool {
    ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].contains { name in
      switch variables[name] {
      case .unknown, .opaque: true
      default: false
      }
    }
  }

  /// Whether the job itself writes the profile; nil where that is not known.
  package func writes(profile: String) -> Bool? {
    let situation = Situation(machine)
    guard let profiles = try? situation.profiles(.go) else { return nil }
    return profiles[profile] != nil
  }

  package var machine: Machine {
    var variables = variables
    variables["HOME"] = .value(ProfileFiles.home, nil)
    // Each file is there as it was written, and of others only the usual ones are known not to be.
    let (files, others) = (files, others)
    let usual = [ProfileFiles.config, ProfileFiles.credentials]
    return Machine(environment: Environment(variables), instanceMetadata: instanceMetadata) { path in
      if let file = files[path] { return file }
      if let others { return .unknown(others) }
      if usual.contains(path) || path.utf8.starts(with: (ProfileFiles.home + "/").utf8) { return .missing }
      return .unknown("is on the runner, which is not in these files")
    }
  }
}

import Foundation
import KeylessChain
import KeylessSource
import KeylessTesting
import Testing

/// Our reading of the two files against botocore's own.
struct BotocoreFileTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/botocore_profiles.py").path
  private static let python = root.appending(path: ".venv/bin/python").path
  private static let hasBoto = FileManager.default.isExecutableFile(atPath: python)

  @Test(arguments: [
    ("[DEFAULT]\ns3 =\n  more\n", false), ("[DEFAULT]\ns3 =\n  more\n[default]\ns3 = x\n", false),
    ("[DEFAULT]\ns3 =\n  more\n[default]\nregion = x\n", true), ("[default]\ns3 =\n  more\n", true),
    ("[DEFAULT]\ns3 =\n  more = x\n[default]\nregion = x\n", false),
  ])
  func `a default that cannot be read is a mistake only in a section that has it`(text: String, isMistake: Bool) {
    let file = ConfigFile(path: "/c", role: .config, dialect: .botocore, bytes: Array(text.utf8))
    #expect((file.failure != nil) == isMistake)
  }

  @Test(.enabled(if: hasBoto, "boto3 is not in .venv; `make clients` puts it there"))
  func `botocore reads the same of five hundred generated pairs of files`() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SplitMix64(seed: seed)
    let folder = FileManager.default.temporaryDirectory.appending(path: "keyless-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let count = 500
    var pairs: [(config: [UInt8], credentials: [UInt8])] = []
    for number in 0..<count {
      let plain = number % 2 == 0
      let pair = (
        HostileFiles.file(&random, isConfig: true, plain: plain),
        number % 50 == 1
          ? HostileFiles.noise(&random) : HostileFiles.file(&random, isConfig: false, plain: plain)
      )
      pairs.append(pair)
      let own = folder.appending(path: "\(number)")
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      try Data(pair.0).write(to: own.appending(path: "config"))
      try Data(pair.1).write(to: own.appending(path: "credentials"))
    }
    let answers = try Self.ask(folder, count)
    #expect(answers.count == count)
    var (read, refused) = (0, 0)
    for (number, answer) in answers.enumerated() {
      let own = folder.appending(path: "\(number)").path
      let config = ConfigFile(path: own + "/config", role: .config, dialect: .botocore, bytes: pairs[number].config)
      let credentials = ConfigFile(
        path: own + "/credentials",
        role: .credentials,
        dialect: .botocore,
        bytes: pairs[number].credentials
      )
      let note: Comment =
        "seed \(seed), file \(number): \(String(decoding: pairs[number].config, as: UTF8.self).debugDescription) \(String(decoding: pairs[number].credentials, as: UTF8.self).debugDescription)"
      let profiles = Profiles(config: config, credentials: credentials, dialect: .botocore)
      #expect(config.failure?.text == answer.config.error, note)
      #expect(credentials.failure?.text == answer.credentials.error, note)
      #expect(profiles.failure?.text == answer.full.error, note)
      if answer.config.error == nil {
        let sections = Profiles(config: config, credentials: nil, dialect: .botocore)
        #expect(Self.profiles(sections) == answer.config.profiles, note)
        for (name, values) in answer.config.sessions {
          #expect(sections.session(name).map(Self.values) == values, note)
        }
        for (name, values) in answer.config.services {
          #expect(sections.services(name).map(Self.values) == values, note)
        }
      }
      if answer.credentials.error == nil {
        let sections = Profiles(config: nil, credentials: credentials, dialect: .botocore)
        #expect(Self.profiles(sections) == answer.credentials.all, note)
      }
      if answer.full.error == nil {
        read += 1
        #expect(Self.profiles(profiles) == answer.full.profiles, note)
      } else {
        refused += 1
      }
    }
    // A corpus of files that are all refused, or all read, would compare little.
    #expect(read > 150 && refused > 50, "seed \(seed): \(read) read, \(refused) refused")
    print("botocore: seed \(seed), \(read) pairs read alike, \(refused) refused alike")
  }

  private static func profiles(_ profiles: Profiles) -> [String: [String: Found]] {
    var found: [String: [String: Found]] = [:]
    for name in profiles.names {
      guard let profile = profiles[name] else { continue }
      found[name] = [:]
      for key in profile.keys { found[name]?[key] = profile.property(key).map(Found.init) }
    }
    return found
  }

  private static func values(_ section: ConfigSection) -> [String: Found] {
    Dictionary(section.properties.map { ($0.name.value, Found($0)) }) { $1 }
  }

  private static func ask(_ folder: URL, _ count: Int) throws -> [Answer] {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["-X", "utf8", "-I", script, folder.path, String(count)]
    process.environment = ["HOME": folder.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.allChunks()
    process.waitUntilExit()
    return try JSONDecoder().decode([Answer].self, from: data)
  }

  private struct Answer: Decodable {
    var config: Sections
    var credentials: Sections
    var full: Sections
  }

  /// A value, or the ones that are nested below it.
  private enum Found: Decodable, Equatable {
    case text(String)
    case nested([String: String])

    init(_ property: ConfigProperty) {
      // A value that begins with a line end is one of nested ones, even of none.
      if property.value.value.hasPrefix("\n") {
        self = .nested(Dictionary(property.nested.map { ($0.name.value, $0.value.value) }) { $1 })
      } else {
        self = .text(property.value.value)
      }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .nested(try container.decode([String: String].self))
      }
    }
  }

  private struct Sections: Decodable {
    var error: String?
    var profiles: [String: [String: Found]] = [:]
    var sessions: [String: [String: Found]] = [:]
    var services: [String: [String: Found]] = [:]
    /// Of a file that is not sorted into kinds.
    var all: [String: [String: Found]] = [:]

    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      func decode<Value: Decodable>(_ name: String, _ type: Value.Type) -> Value? {
        try? container.decode(type, forKey: Key(stringValue: name))
      }
      if decode("type", String.self) != nil { error = decode("error", String.self) }
      profiles = decode("profiles", [String: [String: Found]].self) ?? [:]
      sessions = decode("sso_sessions", [String: [String: Found]].self) ?? [:]
      services = decode("services", [String: [String: Found]].self) ?? [:]
      for key in container.allKeys {
        all[key.stringValue] = try? container.decode([String: Found].self, forKey: key)
      }
    }
  }
}

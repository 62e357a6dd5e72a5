import KeylessChain
import KeylessSource
import KeylessTesting
import Testing

/// What holds of every file in every dialect.
struct ConfigFilePropertyTests {
  @Test
  func `any bytes are read, and every place lies in the file`() {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SplitMix64(seed: seed)
    for number in 0..<600 {
      let isConfig = Bool.random(using: &random)
      let bytes =
        number % 3 == 0
        ? HostileFiles.noise(&random) : HostileFiles.file(&random, isConfig: isConfig, plain: number % 3 == 1)
      for dialect in ConfigDialect.allCases {
        let file = ConfigFile(path: "/f", role: isConfig ? .config : .credentials, dialect: dialect, bytes: bytes)
        let note: Comment = "seed \(seed), number \(number), \(dialect)"
        for span in Self.spans(file) {
          #expect(span.file == "/f" && span.range.lowerBound >= 0 && span.range.upperBound <= bytes.count, note)
        }
        if file.failure != nil { #expect(file.sections.isEmpty, note) }
        let profiles = Profiles(config: isConfig ? file : nil, credentials: isConfig ? nil : file, dialect: dialect)
        for name in profiles.names { #expect(profiles[name]?.name == name, note) }
      }
    }
  }

  /// A value that was not changed is exactly what its place shows.
  @Test(arguments: ConfigDialect.allCases)
  func `places show keys and values`(dialect: ConfigDialect) throws {
    let text =
      "# first\n[profile dev]\nregion = eu-west-1\nrole_arn=arn:aws:iam::111122223333:role/a\n\n[default]\nkey = v\n"
    let bytes = Array(text.utf8)
    let file = ConfigFile(path: "/c", role: .config, dialect: dialect, bytes: bytes)
    let profile = try #require(Profiles(config: file, credentials: nil, dialect: dialect)["dev"])
    for (key, value) in [("region", "eu-west-1"), ("role_arn", "arn:aws:iam::111122223333:role/a")] {
      let found = try #require(profile[key])
      #expect(found.value == value)
      #expect(String(decoding: bytes[found.span.range], as: UTF8.self) == value)
    }
    let place = try #require(profile.place)
    #expect(String(decoding: bytes[place.range], as: UTF8.self) == "[profile dev]")
    #expect(profile["output"] == nil)
  }

  /// Quadratic work on this much would take minutes for each of them.
  @Test(.timeLimit(.minutes(30)), arguments: ConfigDialect.allCases)
  func `hostile repetition of anything takes no more than its share`(dialect: ConfigDialect) {
    let starts = ["[default]\nk =\n", "[default]\nk = v\n"]
    let units = [
      " k = v\n", " \n", "\n", "[a]\n", "k=v\n", "k", "[", "]", "=", "\\", "'", " ", "#", ";", "\u{A0}", "a = b # c\n",
      "\r",
      "\u{2028}", "$", "  more of it\n", "[x y]\n", "\"", ":",
    ]
    for unit in units {
      for start in starts {
        let size = 200_000
        let bytes = Array((start + String(repeating: unit, count: size / unit.utf8.count)).utf8)
        let file = ConfigFile(path: "/f", role: .config, dialect: dialect, bytes: bytes)
        let names = Profiles(config: file, credentials: nil, dialect: dialect).names
        #expect(names.count <= 3, "\(dialect) \(start.debugDescription) \(unit.debugDescription)")
      }
    }
  }

  @Test(arguments: ConfigDialect.allCases)
  func `more than a megabyte, or than its lines, is refused by name`(dialect: ConfigDialect) {
    func file(_ text: String, _ count: Int) -> ConfigFile {
      ConfigFile(
        path: "/f",
        role: .config,
        dialect: dialect,
        bytes: Array(String(repeating: text, count: count).utf8)
      )
    }
    let large = file("#", ConfigFile.Limit.bytes + 1)
    #expect(large.refusal == "is larger than 1 MiB")
    #expect(large.failure?.text == "`/f` is larger than 1 MiB")
    #expect(file("#", ConfigFile.Limit.bytes).refusal == nil)
    #expect(file("#\n", ConfigFile.Limit.lines).refusal == "has more than 100000 lines")
    #expect(file("#\n", ConfigFile.Limit.lines - 1).refusal == nil)
  }

  private static func spans(_ file: ConfigFile) -> [SourceSpan] {
    file.problems.map(\.span)
      + file.sections.flatMap { section in
        [section.name.span]
          + section.properties.flatMap { property in
            ([property] + property.nested).flatMap { [$0.name.span, $0.value.span] }
          }
      }
  }
}

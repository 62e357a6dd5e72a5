// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "keyless",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "keyless", targets: ["keyless"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // No traits: the server reads no configuration files and needs no full Foundation from its web framework.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    // Named for its types alone: async-http-client takes trust roots as values of this package.
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // storey 5: the door
    .executableTarget(
      name: "keyless",
      dependencies: [
        "KeylessCheck", "KeylessChain", "KeylessFindings", "KeylessRehearsal", "KeylessBootstrap", "KeylessAnswers",
        "KeylessServer",
        "KeylessOIDC", "KeylessPlatforms",
        "KeylessSource", "KeylessSystem",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    // storey 4
    .target(
      name: "KeylessCheck",
      dependencies: [
        "KeylessLint", "KeylessCredentials", "KeylessFindings", "KeylessHandshake", "KeylessAWSHalf", "KeylessCIHalf",
        "KeylessTerraform", "KeylessIntent", "KeylessChain", "KeylessClient", "KeylessPolicy", "KeylessPlatforms",
        "KeylessAWS", "KeylessSource", "KeylessSystem",
      ]
    ),
    .target(
      name: "KeylessRehearsal",
      dependencies: [
        "KeylessCheck", "KeylessServer", "KeylessCalls", "KeylessGenerate", "KeylessChain", "KeylessAccounts",
        "KeylessIssuers", "KeylessClient",
        "KeylessIntent", "KeylessOIDC", "KeylessPolicy", "KeylessPlatforms", "KeylessAWS", "KeylessSource",
        "KeylessSystem",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .target(
      name: "KeylessBootstrap",
      dependencies: [
        "KeylessGenerate", "KeylessReach", "KeylessIntent", "KeylessClient", "KeylessOIDC", "KeylessPolicy",
        "KeylessPlatforms", "KeylessAWS", "KeylessSource", "KeylessSystem",
      ]
    ),
    // storey 3
    .target(
      name: "KeylessServer",
      dependencies: [
        "KeylessSTS", "KeylessIAM", "KeylessS3", "KeylessCalls", "KeylessDatabase", "KeylessAccounts", "KeylessIssuers",
        "KeylessOIDC", "KeylessPolicy", "KeylessPlatforms", "KeylessAWS", "KeylessSource", "KeylessSystem",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    .target(
      name: "KeylessSTS",
      dependencies: [
        "KeylessCalls", "KeylessAccounts", "KeylessIssuers", "KeylessOIDC", "KeylessPolicy", "KeylessPlatforms",
        "KeylessAWS", "KeylessSource",
      ]
    ),
    .target(
      name: "KeylessIAM",
      dependencies: [
        "KeylessCalls", "KeylessAccounts", "KeylessPolicy", "KeylessPlatforms", "KeylessAWS", "KeylessSource",
      ]
    ),
    .target(
      name: "KeylessS3",
      dependencies: [
        "KeylessCalls", "KeylessAccounts", "KeylessPolicy", "KeylessAWS", "KeylessSource",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]
    ),
    .target(
      name: "KeylessCalls",
      dependencies: [
        "KeylessAccounts", "KeylessOIDC", "KeylessPolicy", "KeylessAWS", "KeylessSource",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]
    ),
    .target(
      name: "KeylessDatabase",
      dependencies: ["KeylessAccounts", "KeylessSource", .product(name: "GRDB", package: "GRDB.swift")]
    ),
    .target(
      name: "KeylessGenerate",
      dependencies: ["KeylessIntent", "KeylessPolicy", "KeylessPlatforms", "KeylessAWS", "KeylessSource"]
    ),
    .target(
      name: "KeylessAnswers",
      dependencies: [
        "KeylessAWSHalf", "KeylessReach", "KeylessIntent", "KeylessOIDC", "KeylessPolicy", "KeylessPlatforms",
        "KeylessAWS",
        "KeylessSource", "KeylessSystem",
      ]
    ),
    .target(
      name: "KeylessCredentials",
      dependencies: ["KeylessChain", "KeylessClient", "KeylessAWS", "KeylessSource", "KeylessSystem"]
    ),
    .target(
      name: "KeylessLint",
      dependencies: [
        "KeylessHandshake", "KeylessFindings", "KeylessAWSHalf", "KeylessChain", "KeylessCIHalf", "KeylessTerraform",
        "KeylessReach", "KeylessPolicy", "KeylessPlatforms", "KeylessHCL", "KeylessSource",
      ]
    ),
    // storey 2
    .target(
      name: "KeylessHandshake",
      dependencies: [
        "KeylessAWSHalf", "KeylessCIHalf", "KeylessReach", "KeylessPolicy", "KeylessPlatforms", "KeylessSource",
      ]
    ),
    .target(
      name: "KeylessAWSHalf",
      dependencies: [
        "KeylessTerraform", "KeylessChain", "KeylessPolicy", "KeylessPlatforms", "KeylessHCL", "KeylessSource",
      ]
    ),
    .target(name: "KeylessChain", dependencies: ["KeylessPolicy", "KeylessAWS", "KeylessSource"]),
    .target(
      name: "KeylessReach",
      dependencies: ["KeylessIntent", "KeylessPolicy", "KeylessPlatforms", "KeylessSource"]
    ),
    .target(
      name: "KeylessAccounts",
      dependencies: ["KeylessPolicy", "KeylessPlatforms", "KeylessAWS", "KeylessSource"]
    ),
    .target(
      name: "KeylessIssuers",
      dependencies: ["KeylessOIDC", "KeylessPlatforms", "KeylessAWS", "KeylessSource", "KeylessSystem"]
    ),
    .target(
      name: "KeylessIntent",
      dependencies: ["KeylessPolicy", "KeylessPlatforms", "KeylessAWS", "KeylessSource"]
    ),
    .target(
      name: "KeylessOIDC",
      dependencies: [
        "KeylessSource", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    .target(name: "KeylessClient", dependencies: ["KeylessAWS", "KeylessSource", "KeylessSystem"]),
    // storey 1
    .target(name: "KeylessCIHalf", dependencies: ["KeylessPlatforms", "KeylessSource"]),
    .target(name: "KeylessFindings", dependencies: ["KeylessSource"]),
    .target(name: "KeylessTerraform", dependencies: ["KeylessHCL", "KeylessSource"]),
    .target(name: "KeylessPolicy", dependencies: ["KeylessSource"]),
    .target(name: "KeylessPlatforms", dependencies: ["KeylessSource"]),
    .target(
      name: "KeylessAWS",
      dependencies: ["KeylessSource", .product(name: "Crypto", package: "swift-crypto")]
    ),
    // storey 0
    .target(name: "KeylessHCL", dependencies: ["KeylessSource"]),
    .target(name: "KeylessSource", dependencies: [.product(name: "Yams", package: "Yams")]),
    .target(
      name: "KeylessSystem",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]
    ),
    .target(
      name: "KeylessTesting",
      dependencies: [
        "KeylessOIDC", "KeylessAWS", "KeylessSource", "KeylessSystem",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    // measured by `make bench`; nothing imports it
    .executableTarget(
      name: "keyless-bench",
      dependencies: [
        "KeylessCheck", "KeylessLint", "KeylessFindings", "KeylessCIHalf", "KeylessReach", "KeylessServer",
        "KeylessCalls", "KeylessAccounts", "KeylessIssuers", "KeylessOIDC",
        "KeylessPolicy",
        "KeylessPlatforms", "KeylessAWS", "KeylessHCL", "KeylessSource", "KeylessSystem",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Benchmarks"
    ),
    // tests, in the order of the rooms
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "keyless", "KeylessRehearsal", "KeylessServer", "KeylessIAM", "KeylessSTS", "KeylessS3", "KeylessCalls",
        "KeylessAccounts", "KeylessIssuers",
        "KeylessIntent", "KeylessChain", "KeylessOIDC", "KeylessPlatforms", "KeylessPolicy",
        "KeylessAWS", "KeylessSource", "KeylessSystem", "KeylessTesting",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Fixtures", "Snapshots"]
    ),
    .testTarget(
      name: "KeylessRehearsalTests",
      dependencies: [
        "KeylessRehearsal", "KeylessServer", "KeylessCalls", "KeylessChain", "KeylessAccounts", "KeylessIntent",
        "KeylessClient",
        "KeylessOIDC", "KeylessPlatforms",
        "KeylessPolicy", "KeylessAWS", "KeylessSource", "KeylessSystem", "KeylessTesting",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Snapshots"]
    ),
    .testTarget(
      name: "KeylessBootstrapTests",
      dependencies: [
        "KeylessBootstrap", "KeylessGenerate", "KeylessReach", "KeylessIntent", "KeylessClient", "KeylessServer",
        "KeylessCalls", "KeylessAccounts", "KeylessIssuers", "KeylessOIDC", "KeylessPolicy", "KeylessPlatforms",
        "KeylessAWS", "KeylessSource", "KeylessSystem", "KeylessTesting",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "KeylessServerTests",
      dependencies: [
        "KeylessServer", "KeylessSTS", "KeylessIAM", "KeylessS3", "KeylessCalls", "KeylessDatabase", "KeylessAccounts",
        "KeylessIssuers", "KeylessClient", "KeylessOIDC", "KeylessPolicy", "KeylessPlatforms", "KeylessAWS",
        "KeylessSource", "KeylessSystem", "KeylessTesting", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .testTarget(
      name: "KeylessDatabaseTests",
      dependencies: [
        "KeylessDatabase", "KeylessAccounts", "KeylessPolicy", "KeylessAWS", "KeylessSource", "KeylessTesting",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    .testTarget(
      name: "KeylessAccountsTests",
      dependencies: ["KeylessAccounts", "KeylessPolicy", "KeylessAWS", "KeylessSource", "KeylessTesting"]
    ),
    .testTarget(
      name: "KeylessIssuersTests",
      dependencies: ["KeylessIssuers", "KeylessOIDC", "KeylessAWS", "KeylessSource", "KeylessSystem", "KeylessTesting"]
    ),
    .testTarget(
      name: "KeylessClientTests",
      dependencies: ["KeylessClient", "KeylessAWS", "KeylessSource", "KeylessSystem", "KeylessTesting"]
    ),
    .testTarget(
      name: "KeylessGenerateTests",
      dependencies: [
        "KeylessGenerate", "KeylessIntent", "KeylessPolicy", "KeylessPlatforms", "KeylessSource", "KeylessTesting",
      ],
      exclude: ["CIHalf/Golden", "Fixtures"]
    ),
    .testTarget(
      name: "KeylessIntentTests",
      dependencies: ["KeylessIntent", "KeylessPlatforms", "KeylessSource", "KeylessTesting"],
      exclude: ["Snapshots"]
    ),
    .testTarget(
      name: "KeylessOIDCTests",
      dependencies: [
        "KeylessOIDC", "KeylessSource", "KeylessTesting", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    .testTarget(name: "KeylessPolicyTests", dependencies: ["KeylessPolicy", "KeylessSource", "KeylessTesting"]),
    .testTarget(
      name: "KeylessCredentialsTests",
      dependencies: [
        "KeylessCredentials", "KeylessChain", "KeylessClient", "KeylessAWS", "KeylessSource", "KeylessSystem",
        "KeylessTesting",
      ],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "KeylessChainTests",
      dependencies: ["KeylessChain", "KeylessSource", "KeylessTesting"],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "KeylessReachTests",
      dependencies: [
        "KeylessReach", "KeylessIntent", "KeylessPolicy", "KeylessPlatforms", "KeylessSource", "KeylessTesting",
      ]
    ),
    .testTarget(
      name: "KeylessAnswersTests",
      dependencies: [
        "KeylessAnswers", "KeylessReach", "KeylessPolicy", "KeylessPlatforms", "KeylessSource", "KeylessSystem",
        "KeylessTesting",
      ],
      exclude: ["Snapshots"]
    ),
    .testTarget(name: "KeylessPlatformsTests", dependencies: ["KeylessPlatforms", "KeylessSource", "KeylessTesting"]),
    .testTarget(
      name: "KeylessAWSTests",
      dependencies: [
        "KeylessAWS", "KeylessSource", "KeylessTesting", .product(name: "Crypto", package: "swift-crypto"),
      ]
    ),
    .testTarget(
      name: "KeylessFindingsTests",
      dependencies: ["KeylessFindings", "KeylessSource", "KeylessTesting"],
      exclude: ["Snapshots"]
    ),
    .testTarget(
      name: "KeylessTerraformTests",
      dependencies: ["KeylessTerraform", "KeylessHCL", "KeylessSource", "KeylessTesting"],
      exclude: ["Fixtures", "Snapshots"]
    ),
    .testTarget(
      name: "KeylessCIHalfTests",
      dependencies: ["KeylessCIHalf", "KeylessPlatforms", "KeylessSource", "KeylessTesting"],
      exclude: ["GitLab/Fixtures", "GitHub/Fixtures"]
    ),
    .testTarget(
      name: "KeylessLintTests",
      dependencies: [
        "KeylessLint", "KeylessHandshake", "KeylessChain", "KeylessFindings", "KeylessAWSHalf", "KeylessCIHalf",
        "KeylessTerraform", "KeylessReach", "KeylessIntent", "KeylessPolicy", "KeylessPlatforms", "KeylessHCL",
        "KeylessSource",
        "KeylessTesting",
      ],
      exclude: ["Fixtures"]
    ),
    .testTarget(
      name: "KeylessHCLTests",
      dependencies: ["KeylessHCL", "KeylessSource", "KeylessTesting"],
      exclude: ["Fixtures", "Snapshots"]
    ),
    .testTarget(name: "KeylessSourceTests", dependencies: ["KeylessSource", "KeylessTesting"]),
    .testTarget(name: "KeylessSystemTests", dependencies: ["KeylessSystem", "KeylessTesting"]),
  ],
  swiftLanguageModes: [.v6]
)

// One list for every target; each line names the proposal that explains it.
let settings: [SwiftSetting] =
  [
    .strictMemorySafety(),  // SE-0458
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
  ]
  // Warnings are errors where we build it (the Makefile), never for somebody who depends on it.
  + (Context.environment["KEYLESS_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

// Where we test it, the rooms that tests ask hundreds of thousands of questions are optimised in debug builds too; a package
// with such a flag could not be depended on, so it is ours alone.
let hot: Set = [
  "KeylessReach", "KeylessChain", "KeylessTerraform", "KeylessHCL", "KeylessPolicy", "KeylessCIHalf", "KeylessFindings",
  "KeylessSource", "KeylessPlatforms",
]
let optimised: [SwiftSetting] =
  Context.environment["KEYLESS_STRICT"] == nil ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

for target in package.targets {
  target.swiftSettings = (target.swiftSettings ?? []) + settings + (hot.contains(target.name) ? optimised : [])
}

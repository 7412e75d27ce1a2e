// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A Swift target in the house's one dialect.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

/// The tests of a target; `Tests/<Target>Tests` mirrors `Sources/<Target>`.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, path: "Tests/\(name)Tests", swiftSettings: strict)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")

let package = Package(
  name: "newsfold",
  products: [
    .executable(name: "newsfold", targets: ["newsfold"]),
    .executable(name: "newsfold-eval", targets: ["newsfold-eval"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
  ],
  targets: [
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev", "pkg-config"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev", "pkg-config"])]),
    .systemLibrary(name: "CSnowball", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev", "pkg-config"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev", "pkg-config"])]),
    .target(name: "CShims", dependencies: ["CCurl", "CLibXML2"], cSettings: [.define("_GNU_SOURCE")]),

    room("News", ["CCrypto"]),
    room("Settings", ["News", yams]),
    room("Transport", ["News", "CCurl", "CShims"]),
    room("Markup", ["News", "CLibXML2", "CZlib", "CShims"]),
    room("Feeds", ["News", "Markup"]),
    room("Pages", ["News", "Markup"]),
    room("Stories", ["News", "CSnowball"]),
    room("Bundles", ["News", "CShims"]),
    room("Catalog", ["News", grdb]),
    room(
      "Worker",
      ["News", "Settings", "Transport", "Markup", "Feeds", "Pages", "Stories", "Bundles", "Catalog", "CShims", logging]),
    room("Origin", [flyingFox]),
    room("Console", ["News"]),
    .executableTarget(
      name: "newsfold",
      dependencies: [
        "Worker", "Console", "Origin", "News", "Settings", "Feeds", "Catalog", "Bundles", arguments, logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "newsfold-eval",
      dependencies: [
        "News", "Markup", "Feeds", "Pages", "Stories", "Settings", "Transport", "Catalog", "Worker", "Origin",
        "CLibXML2", arguments, logging,
      ],
      swiftSettings: strict),

    .target(
      name: "CTestTLS", dependencies: ["CCrypto"], path: "Tests/CTestTLS", linkerSettings: [.linkedLibrary("ssl")]),
    .target(
      name: "TestOrigin", dependencies: ["CTestTLS"], path: "Tests/TestOrigin", swiftSettings: strict),
    tests("News", ["News"]),
    tests("Settings", ["Settings", "News"]),
    tests("Transport", ["Transport", "News", "TestOrigin"]),
    tests("Markup", ["Markup", "News", "CZlib"]),
    room("FeedInvariants", ["Feeds", "Markup", "News"], path: "Tests/FeedInvariants"),
    tests("Feeds", ["Feeds", "FeedInvariants", "Markup", "News"]),
    room(
      "PageInvariants", ["FeedInvariants", "Pages", "Markup", "News"], path: "Tests/PageInvariants"),
    tests("Pages", ["Pages", "FeedInvariants", "PageInvariants", "Markup", "News"]),
    tests("Stories", ["Stories", "News"]),
    tests("Bundles", ["Bundles", "News"]),
    tests("Catalog", ["Catalog", "News", grdb]),
    tests("Origin", ["Origin"]),
    tests("Console", ["Console", "News"]),
    tests(
      "Worker",
      ["Worker", "Settings", "Catalog", "Bundles", "Stories", "Pages", "News", "Origin", "TestOrigin", logging]),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer links only with its runtime, which .ci/fuzz asks for.
if Context.environment["NEWSFOLD_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(name: "newsfold-fuzz", dependencies: ["FeedInvariants", "PageInvariants"], swiftSettings: strict))
}

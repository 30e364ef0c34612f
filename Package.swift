// swift-tools-version: 6.2

import PackageDescription

// What a module imports is its own affair unless its public symbols show it.
let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "Tupu",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Tupu", targets: ["Tupu"]),
    .executable(name: "tupu", targets: ["TupuCLI"]),
  ],
  targets: [
    // The query language and its engine. Knows nothing of files, newspapers or Chinese words.
    .target(name: "Datalog"),
    // Facts with provenance, in memory and in one file.
    .target(name: "GraphStore", dependencies: ["Datalog"]),
    // From the text of a newspaper page to plain facts.
    .target(name: "Extraction"),
    // The library that users import: pages in, answers out.
    .target(
      name: "Tupu",
      dependencies: ["Datalog", "GraphStore", "Extraction"],
      resources: [.embedInCode("Rules")]
    ),
    // The command `tupu`. (Not named after its product: on file systems that ignore case the
    // two names would be one.)
    .executableTarget(name: "TupuCLI", dependencies: ["Tupu"]),
    .executableTarget(
      name: "Benchmarks", dependencies: ["Datalog", "GraphStore", "Extraction", "Tupu"]),

    .target(name: "TestSupport", dependencies: ["Datalog"], path: "Tests/TestSupport"),
    .testTarget(
      name: "DatalogTests", dependencies: ["Datalog", "TestSupport"], exclude: ["Cases"]),
    // Writes a graph until a test kills it.
    .executableTarget(
      name: "StoreWriter", dependencies: ["GraphStore", "Datalog"], path: "Tests/StoreWriter"),
    .testTarget(
      name: "GraphStoreTests",
      dependencies: ["GraphStore", "Datalog", "StoreWriter", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "TestSupport"],
      exclude: ["Gold", "Corpus"]),
    .testTarget(name: "TupuTests", dependencies: ["Tupu", "TestSupport"]),
    .testTarget(name: "TupuCLITests", dependencies: ["TupuCLI", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets { target.swiftSettings = settings }

// On Linux the commands carry Swift's runtime: loading Foundation takes longer than most of what they
// do. Packages that depend on the library are not concerned. Where a toolchain has no static libraries,
// TUPU_SHARED_RUNTIME=1 builds the commands without them.
if Context.environment["TUPU_SHARED_RUNTIME"] == nil {
  let onLinux = BuildSettingCondition.when(platforms: [.linux], configuration: .release)
  for target in package.targets where ["TupuCLI", "Benchmarks"].contains(target.name) {
    target.swiftSettings = settings + [.unsafeFlags(["-static-stdlib"], onLinux)]
    target.linkerSettings = [.unsafeFlags(["-static-stdlib", "-use-ld=lld"], onLinux)]
  }
}

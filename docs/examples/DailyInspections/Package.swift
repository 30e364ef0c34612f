// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "DailyInspections",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Tupu", path: "../../..")],
  targets: [
    .executableTarget(
      name: "DailyInspections", dependencies: [.product(name: "Tupu", package: "Tupu")])
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "AnswerServer",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Tupu", path: "../../..")],
  targets: [
    .executableTarget(name: "AnswerServer", dependencies: [.product(name: "Tupu", package: "Tupu")])
  ],
  swiftLanguageModes: [.v6]
)

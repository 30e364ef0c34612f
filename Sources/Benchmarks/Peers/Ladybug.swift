enum Ladybug {
  static let system = PeerSystem(
    name: "ladybug", requirement: .module("x"), version: ["false"], programs: [:], ending: "x",
    command: [])
}

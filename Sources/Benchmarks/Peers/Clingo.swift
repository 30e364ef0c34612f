enum Clingo {
  static let system = PeerSystem(
    name: "clingo", requirement: .module("x"), version: ["false"], programs: [:], ending: "x",
    command: [])
}

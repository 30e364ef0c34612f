enum Cozo {
  static let system = PeerSystem(
    name: "cozo", requirement: .module("x"), version: ["false"], programs: [:], ending: "x",
    command: [])
}

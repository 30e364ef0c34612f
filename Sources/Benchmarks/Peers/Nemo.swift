enum Nemo {
  static let system = PeerSystem(
    name: "nemo", requirement: .module("x"), version: ["false"], programs: [:], ending: "x",
    command: [])
}

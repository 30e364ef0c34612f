enum Prolog {
  static let system = PeerSystem(
    name: "prolog", requirement: .module("x"), version: ["false"], programs: [:], ending: "x",
    command: [])
}

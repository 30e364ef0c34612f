import Tupu

@main
struct TupuMain {
  static func main() {}
}

import Foundation

/// `swift run -c release Benchmarks [NAME…]`, from the package's folder.
@main
struct BenchmarksMain {
  static let benchmarks =
    DatalogWorkloads.all + GraphWorkloads.all + StoreWorkloads.all + LibraryWorkloads.all
    + MaintenanceWorkloads.all

  static func main() {
    #if DEBUG
      print("This is a debug build: its times mean nothing. Use 'swift run -c release Benchmarks'.")
    #endif
    let names = CommandLine.arguments.dropFirst()
    let chosen = benchmarks.filter { benchmark in
      names.isEmpty || names.contains { benchmark.name.hasPrefix($0) }
    }
    guard !chosen.isEmpty else {
      print("There is no such benchmark; there are:")
      for benchmark in benchmarks { print("  \(benchmark.name)  \(benchmark.summary)") }
      exit(2)
    }
    for benchmark in chosen {
      do {
        let figures = try BenchmarkRunner.run(benchmark)
        let memory = BenchmarkRunner.peakMemory().map { ", peak \($0) MiB" } ?? ""
        print(
          "\(figures.name): \(seconds(figures.median)) s (\(seconds(figures.fastest))–"
            + "\(seconds(figures.slowest))), \(figures.result) results\(memory)")
      } catch {
        print("\(benchmark.name): \(error)")
        exit(1)
      }
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    String(format: "%.4f", duration / .seconds(1))
  }
}

/// What the command line says.
struct Options {
  /// Groups, and beginnings of names; all when there are none.
  var names: [String] = []
  var comparesPeers = false
  /// The only peers, when some are named.
  var peers: [String] = []
  var runs = 5
  /// Seconds after which a process is ended.
  var timeout = 60.0
  /// The threads that workloads of ours work on; as many as there are cores unless given.
  var threads: Int?
  var listsOnly = false
  var reportPath: String?
  var comparedPath: String?
  /// What a process that the runner started does.
  var task: (kind: Task, name: String)?

  /// Whether data is also written as facts, for the systems that read nothing else.
  var writesFacts = false

  enum Task: String {
    /// Runs a benchmark with its warm-up.
    case inside = "--inside"
    /// Runs a workload once in the present folder.
    case once = "--once"
    /// Writes a workload's data into the present folder.
    case write = "--write"
  }

  static let usage = """
    usage: Benchmarks [NAME…] [--list] [--runs N] [--json FILE] [--compare OLD.json]
                      [--peers] [--only PEER,…] [--timeout SECONDS] [--threads N]

    NAME is a group or the beginning of a benchmark's name; without one all are run. Each benchmark
    has a process of its own. --peers runs the other systems that are installed on the same data;
    --only names those that are wanted. --json keeps the figures; --compare sets them beside older
    ones and ends with status 1 when one has become worse by more than a quarter.
    """

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    func value(of option: String) throws -> String {
      guard let value = rest.popFirst() else {
        throw BenchmarkFailure(description: "'\(option)' needs a value\n\(Self.usage)")
      }
      return value
    }
    func number(of option: String) throws -> Int {
      guard let number = Int(try value(of: option)), number > 0 else {
        throw BenchmarkFailure(description: "'\(option)' needs a number above zero")
      }
      return number
    }
    while let word = rest.popFirst() {
      switch word {
      case "--list": listsOnly = true
      case "--facts": writesFacts = true
      case "--peers": comparesPeers = true
      case "--only":
        comparesPeers = true
        peers += try value(of: word).split(separator: ",").map(String.init)
      case "--runs": runs = try number(of: word)
      case "--timeout": timeout = Double(try number(of: word))
      case "--threads": threads = try number(of: word)
      case "--json": reportPath = try value(of: word)
      case "--compare": comparedPath = try value(of: word)
      case _ where !word.hasPrefix("-"): names.append(word)
      default:
        guard let kind = Task(rawValue: word) else {
          throw BenchmarkFailure(description: "'\(word)' is no option\n\(Self.usage)")
        }
        task = (kind, try value(of: word))
      }
    }
  }

  func takes(peer: String) -> Bool {
    peers.isEmpty || peers.contains { peer.hasPrefix($0) }
  }

  func takes(_ name: String, of group: String) -> Bool {
    names.isEmpty || names.contains { name.hasPrefix($0) || group == $0 }
  }
}

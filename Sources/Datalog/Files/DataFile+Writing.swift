extension DataFile {
  /// The rows of an answer in a format, written on all cores.
  static func write(
    _ table: AnswerTable, format: DataFormat, hasHeader: Bool, threads: Int
  ) -> [UInt8] {
    let ranges = Workers.ranges(table.count, threads: threads, least: 1 << 12)
    let names = table.columns.map { JSONText.quote($0.name) }
    let pieces = Workers.map(ranges.count, threads: threads) { piece in
      var bytes: [UInt8] = []
      for row in ranges[piece] {
        let values = table.values(ofRow: row)
        if format == .jsonl {
          append(values, names, to: &bytes)
        } else {
          DelimitedText.append(row: values, separator: format.separator, to: &bytes)
        }
      }
      return bytes
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count } + 1024)
    if hasHeader, format != .jsonl {
      let header = table.columns.map { Value.text($0.name) }
      DelimitedText.append(row: header, separator: format.separator, to: &bytes)
    }
    for piece in pieces { bytes += piece }
    return bytes
  }

  /// Appends a row as an object.
  private static func append(_ row: [Value], _ names: [String], to bytes: inout [UInt8]) {
    for (index, value) in row.enumerated() {
      bytes.append(UInt8(ascii: index == 0 ? "{" : ","))
      bytes += names[index].utf8
      bytes.append(UInt8(ascii: ":"))
      JSONText.append(value, to: &bytes)
    }
    bytes += (row.isEmpty ? "{}\n" : "}\n").utf8
  }
}

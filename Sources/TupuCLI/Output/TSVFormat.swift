import Tupu

/// Fields between tabs, as `load` reads them.
struct TSVFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    DelimitedAnswer.write(answer, separator: UInt8(ascii: "\t"), to: console)
  }
}

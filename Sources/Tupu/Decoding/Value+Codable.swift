public import Datalog

extension CalendarDate: Codable {
  /// Decodes a date from its text, such as `2018-08-15` or `XXXX-08-15`.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let date = CalendarDate(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no date"))
    }
    self = date
  }

  /// Encodes the date as its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Value: Codable {
  /// Decodes a truth value, a number or a text; a date is read as its text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .int(number)
    } else if let number = try? container.decode(Double.self) {
      self = .float(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Encodes what the value holds; a date as its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .int(let number): try container.encode(number)
    case .float(let number): try container.encode(number)
    case .date(let date): try container.encode(date)
    case .bool(let flag): try container.encode(flag)
    }
  }
}

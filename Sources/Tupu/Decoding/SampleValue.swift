import Datalog

/// A value type with an instance that stands for all when columns are matched.
protocol SampleValue: ValueConvertible, Decodable {
  static var sample: Self { get }
}

extension String: SampleValue { static var sample: String { "" } }
extension Int: SampleValue { static var sample: Int { 0 } }
extension Double: SampleValue { static var sample: Double { 0 } }
extension Bool: SampleValue { static var sample: Bool { false } }
extension CalendarDate: SampleValue { static var sample: CalendarDate { .unknown } }
extension Value: SampleValue { static var sample: Value { .bool(false) } }

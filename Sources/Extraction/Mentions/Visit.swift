/// An on-site visit, or one stop of it: who was where, and did what there.
struct Visit: Sendable {
  /// The stop of a visit: a place, or an area where no place is named.
  struct Stop: Sendable {
    var place: Mention
    var verb: String
    var evidence: Span
  }

  /// The canonical names of those who led it.
  var leaders: [Mention]
  var stops: [Stop]
  var date: CalendarDate
  var evidence: Span
  /// Who came along.
  var companions: [Mention] = []
}

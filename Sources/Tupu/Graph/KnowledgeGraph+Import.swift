public import Extraction
public import GraphStore

/// What importing a page changed.
public struct ImportSummary: Sendable {
  /// The page's name.
  public let page: String
  /// The facts added, removed and kept.
  public let change: FactStore.Change
}

extension KnowledgeGraph {
  /// Reads a page and takes in what it states, in the place of what it stated before.
  ///
  /// - Parameters:
  ///   - page: The page; its name tells whether it was imported before.
  ///   - year: The year of dates for which the page prints none.
  ///   - lexicon: The user's own names and verbs; its verbs go into the graph, too.
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  @discardableResult
  public func importPage(_ page: Page, year: Int? = nil, lexicon: Lexicon = Lexicon())
    throws(FactStoreError) -> ImportSummary
  {
    let options = Extractor.Options(year: year, lexicon: lexicon)
    let extraction = Extractor(options: options).extract(page)
    return try commit { transaction throws(FactStoreError) in
      try transaction.add(lexicon)
      var namesakes = Namesakes(in: transaction.facts)
      let entries = FactMapping.entries(of: extraction, page: page)
      return try transaction.add(entries, of: page, lexicon, &namesakes)
    }
  }

  /// Reads pages on all cores and takes in what they state, each in the place of what it stated before.
  ///
  /// The graph is the same as after importing them one after the other, and does not depend on the number of cores.
  ///
  /// - Parameters:
  ///   - pages: The pages; their names tell which were imported before.
  ///   - options: What the extractor is told beside the text; the lexicon's verbs go into the graph, too.
  ///   - progress: Called now and then with the number of pages that are in the graph.
  /// - Throws: ``FactStoreError``; the pages of which `progress` was told are then in the graph.
  @discardableResult
  public func importPages(
    _ pages: [Page], options: Extractor.Options = .init(), progress: (Int) -> Void = { _ in }
  ) throws(FactStoreError) -> [ImportSummary] {
    try importPages(pages, options, progress) {
      true
    } release: {
    }
  }

  /// Reads pages on other threads and takes in what they state, each in the place of what it stated before.
  ///
  /// When the task is cancelled, the pages of which `progress` was told are in the graph, and perhaps the next few: none
  /// comes in after the error. Pages are taken in whole.
  ///
  /// - Parameters:
  ///   - pages: The pages; their names tell which were imported before.
  ///   - options: What the extractor is told beside the text; the lexicon's verbs go into the graph, too.
  ///   - progress: Called now and then, on another thread, with the number of pages that are in the graph.
  /// - Throws: `CancellationError` as soon as the task is cancelled; ``FactStoreError``; the pages of which `progress`
  ///   was told are then in the graph.
  @discardableResult
  public func importPages(
    _ pages: [Page], options: Extractor.Options = .init(),
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [ImportSummary] {
    try await BackgroundWork.change { job in
      try self.importPages(pages, options, progress, hold: job.hold, release: job.release)
    }
  }

  /// Imports pages until all are there, or one transaction may not begin any more.
  private func importPages(
    _ pages: [Page], _ options: Extractor.Options, _ progress: (Int) -> Void, hold: () -> Bool,
    release: () -> Void
  ) throws(FactStoreError) -> [ImportSummary] {
    let extractor = Extractor(options: options)
    var summaries: [ImportSummary] = []
    var rest = pages[...]
    guard hold() else { return [] }
    try add(options.lexicon)
    release()
    var namesakes = Namesakes(in: facts)
    while !rest.isEmpty {
      // So few at once that their facts, which are not yet in columns, need little memory.
      let batch = Array(rest.prefix(32))
      rest = rest.dropFirst(batch.count)
      let read = Parallel.map(batch) { page in
        FactMapping.entries(of: extractor.extract(page), page: page)
      }
      // Only the commit makes a caller that cancels wait; until then what was taken in can be given back.
      var isGivenUp = false
      defer { release() }
      do throws(FactStoreError) {
        summaries += try commit { transaction throws(FactStoreError) in
          var added: [ImportSummary] = []
          for (page, entries) in zip(batch, read) {
            added.append(try transaction.add(entries, of: page, options.lexicon, &namesakes))
          }
          isGivenUp = !hold()
          if isGivenUp { throw FactStoreError(.mismatch, "the import was cancelled") }
          return added
        }
      } catch {
        if isGivenUp { break }
        throw error
      }
      progress(summaries.count)
    }
    return summaries
  }

  /// Takes in what was extracted from a page, in the place of what the page stated before.
  ///
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  @discardableResult
  public func add(_ extraction: PageExtraction, of page: Page) throws(FactStoreError)
    -> ImportSummary
  {
    let entries = FactMapping.entries(of: extraction, page: page)
    return try commit { transaction throws(FactStoreError) in
      var namesakes = Namesakes(in: transaction.facts)
      return try transaction.add(entries, of: page, Lexicon(), &namesakes)
    }
  }

  /// Takes out what a page stated; facts that other pages state too stay.
  ///
  /// - Parameter page: The page's name, as ``FactStore/pages`` lists it.
  /// - Throws: ``FactStoreError`` when the graph has no such page, or the change is not committed.
  @discardableResult
  public func forget(page: String) throws(FactStoreError) -> ImportSummary {
    let change = try commit { transaction throws(FactStoreError) in
      let change = transaction.remove(page: page)
      guard change.removed > 0 else {
        throw FactStoreError(.mismatch, "the graph has no facts of a page '\(page)'")
      }
      return change
    }
    return ImportSummary(page: page, change: change)
  }
}

extension WriteTransaction {
  /// Puts a page's facts in the place of its old ones, with namesakes of people on other pages told apart.
  fileprivate mutating func add(
    _ entries: [FactStore.Entry], of page: Page, _ lexicon: Lexicon, _ namesakes: inout Namesakes
  ) throws(FactStoreError) -> ImportSummary {
    let change = try replace(
      page: page.name, with: namesakes.toldApart(entries, of: page.name, lexicon))
    return ImportSummary(page: page.name, change: change)
  }
}

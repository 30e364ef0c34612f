extension ProgramBuilder {
  /// Loads the files that statements name; what a session has read before is not read again.
  func load(_ statements: [Statement], files: (any FileAccess)?) {
    let loads = statements.compactMap { statement in
      if case .load(let load) = statement.kind {
        (load, span: statement.span.withoutFullStop)
      } else {
        nil
      }
    }
    // The versions come before the reading: a file that changes meanwhile is read again next time.
    let versions = versions(of: loads.map(\.0), files)
    let kept = versions.flatMap { loadMemory?.files(for: $0) }
    if let kept { loadedValues = kept.values }
    var remembered = kept?.files[...] ?? []
    var known: [LoadMemory.File] = []
    var hasRead = false
    for (index, (load, span)) in loads.enumerated() {
      let before = diagnostics.count
      defer {
        if diagnostics.count > before { brokenNames.insert(load.relation.text) }
      }
      let declared = relationsByName[load.relation.text].map(declaredColumns)
      let key = declared?.map { "\($0.name): \($0.type?.rawValue ?? "")" }
      let (columns, loaded): ([RelationSchema.Column], LoadedFacts)
      if let file = remembered.popFirst(), file.declared == key, checkName(load.relation) {
        (columns, loaded) = (file.columns, file.facts)
      } else if var data = read(load, declared, files) {
        remembered = []
        hasRead = true
        columns = data.columns
        loaded = LoadedFacts(
          columns: data.takeNumbers(in: &loadedValues), count: data.count)
      } else {
        continue
      }
      add(loaded, columns, of: load, span)
      if let version = versions?[index].version {
        known.append(
          LoadMemory.File(
            version: version, hasHeader: load.hasHeader, declared: key, columns: columns,
            facts: loaded))
      }
    }
    if hasRead, known.count == loads.count { loadMemory?.keep(known, loadedValues) }
  }

  private func versions(of statements: [LoadSyntax], _ files: (any FileAccess)?)
    -> [(version: String, hasHeader: Bool)]?
  {
    guard let files, loadMemory != nil else { return nil }
    var versions: [(version: String, hasHeader: Bool)] = []
    for statement in statements {
      let path = statement.path
      guard let version = files.version(of: path.text, relativeTo: path.span.source.name) else {
        return nil
      }
      versions.append((version, statement.hasHeader))
    }
    return versions
  }

  private func add(
    _ loaded: LoadedFacts, _ columns: [RelationSchema.Column], of load: LoadSyntax,
    _ span: SourceSpan
  ) {
    let id =
      relationsByName[load.relation.text]
      ?? define(
        RelationSchema(load.relation.text, columns), isBase: false, at: load.relation.span)
    declaredTypes[id] = columns.map(\.type)
    facts[id, default: FactRows()].loaded.append(loaded)
    facts[id]?.loadSpans.append(span)
  }

  /// Reads a file; reports why it cannot be read.
  private func read(
    _ load: LoadSyntax, _ declared: [(name: String, type: ValueType?)]?,
    _ files: (any FileAccess)?
  ) -> DataFile? {
    guard checkName(load.relation) else { return nil }
    guard let format = DataFormat(path: load.path.text) else {
      reportFormat(load.path)
      return nil
    }
    guard let files else {
      report(.fileNotAllowed, "this program may not read files", load.path.span)
      return nil
    }
    do throws(FileAccessError) {
      let read = try files.withBytes(of: load.path.text, relativeTo: load.path.span.source.name) {
        data($0, format, hasHeader: load.hasHeader, declared)
      }
      switch read {
      case .success(let data): return data
      case .failure(let error):
        report(.badData, "\(load.path.text): \(error.message)", load.path.span)
      }
    } catch {
      report(error.diagnostic(at: load.path.span))
    }
    return nil
  }

  private func data(
    _ bytes: UnsafeRawBufferPointer, _ format: DataFormat, hasHeader: Bool,
    _ declared: [(name: String, type: ValueType?)]?
  ) -> Result<DataFile, DataFile.ContentError> {
    do throws(DataFile.ContentError) {
      return .success(
        try DataFile.read(
          bytes, format: format, hasHeader: hasHeader, declared: declared))
    } catch {
      return .failure(error)
    }
  }

  private func declaredColumns(of relation: RelationID) -> [(name: String, type: ValueType?)] {
    let types = declaredTypes[relation]
    return relations[relation.index].schema.columns.enumerated().map { ($1.name, types?[$0]) }
  }
}

extension SourceSpan {
  /// A statement's span without the full stop that ends it.
  fileprivate var withoutFullStop: SourceSpan {
    guard source.bytes[range].last == UInt8(ascii: ".") else { return self }
    return SourceSpan(source, range.dropLast())
  }
}

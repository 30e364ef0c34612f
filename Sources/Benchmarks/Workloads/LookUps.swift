import Datalog

/// Many small queries by one process.
enum LookUps {
  /// Each query is compiled and evaluated on its own; what they find facts by is shared.
  static let all = [
    Benchmark(
      name: "look-ups", summary: "1 000 queries for one value in 1 000 000 facts",
      prepare: {
        let source = RelationSource([("edge", Graphs.random(nodes: 400_000, edges: 1_000_000))])
        var compiler = ProgramCompiler()
        compiler.baseRelations = source.schemas
        let prepared = compiler
        return {
          var count = 0
          for number in 0..<1000 {
            let text = SourceText(name: "look-ups", text: "?- edge(\(number), Y).")
            let evaluation = Evaluation(try prepared.compile(text).get(), source: source)
            if case .answer(let answer) = evaluation.run(0).kind { count += answer.rows.count }
          }
          return count
        }
      }, expected: nil)
  ]
}

import Foundation
import Tupu

/// What the library adds to the engine: prepared look-ups, decoding, and cancellation.
enum LibraryWorkloads {
  static let all = [
    Benchmark(
      name: "prepared-lookup",
      summary: "1 000 look-ups by a prepared query with a parameter, over 1 000 000 facts",
      prepare: {
        let graph = try graphOfPosts(1_000_000)
        let query = try graph.prepare("?(Post) :- post($who, Post).")
        return {
          var count = 0
          for number in 0..<1000 {
            count += try query.rows(["who": "official \(number * 997)"]).count
          }
          return count
        }
      }, expected: 1000),
    Benchmark(
      name: "rows-loop", summary: "1 000 000 rows made into a struct by a loop, columns by name",
      prepare: {
        let rows = try posts(1_000_000)
        return {
          var made: [Post] = []
          made.reserveCapacity(rows.count)
          for row in rows {
            guard let who = row["who", as: String.self], let post = row["post", as: Int.self]
            else { continue }
            made.append(Post(who: who, post: post))
          }
          return made.count
        }
      }, expected: 1_000_000),
    Benchmark(
      name: "rows-numbered",
      summary: "the same rows by the least that a loop can do: cases of values, columns by number",
      prepare: {
        let rows = try posts(1_000_000)
        return {
          var made: [Post] = []
          made.reserveCapacity(rows.count)
          for row in rows {
            guard case .text(let who) = row[0], case .int(let post) = row[1] else { continue }
            made.append(Post(who: who, post: post))
          }
          return made.count
        }
      }, expected: 1_000_000),
    Benchmark(
      name: "rows-decoded", summary: "the same rows decoded as a Decodable type",
      prepare: {
        let rows = try posts(1_000_000)
        return { try rows.decoded(as: Post.self).count }
      }, expected: 1_000_000),
    Benchmark(
      name: "cancel", summary: "a query without end in a task, cancelled at once",
      prepare: {
        let graph = KnowledgeGraph()
        return {
          let isOver = DispatchSemaphore(value: 0)
          let task = Task.detached {
            _ = try? await graph.rows("n(0). n(X) :- n(Y), X = Y + 1. ?- n(X).")
            isOver.signal()
          }
          task.cancel()
          isOver.wait()
          return 1
        }
      }, expected: 1),
  ]

  private struct Post: Decodable {
    let who: String
    let post: Int
  }

  private static let post = RelationHandle<String, Int>("post", "who", "post")

  private static func graphOfPosts(_ count: Int) throws -> KnowledgeGraph {
    let graph = KnowledgeGraph()
    try graph.write { transaction throws(FactStoreError) in
      try transaction.define(post)
      for number in 0..<count {
        try transaction.insert(
          "official \(number)", number % 1000, into: post, from: .source("benchmark"))
      }
    }
    return graph
  }

  private static func posts(_ count: Int) throws -> AnswerRows {
    try graphOfPosts(count).rows("?(who: Who, post: Post) :- post(Who, Post).")
  }
}

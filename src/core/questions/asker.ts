import { questionOf, questions, type AnswerOf, type QuestionId, type SpecOf } from './kinds/index.ts'
import type { AskedPart, QuestionHost } from './question.ts'

const BUSY_MS = 60_000
const BREATH_MS = 30

/** What asking takes of a platform. */
export interface AskingHost {
  now(): number
  yieldToMessages(): Promise<void>
  busy(reason: string, limitMs: number): void
  /** Says which share of a question's answer is done. */
  asking?(question: QuestionId, share: number): void
}

/** Asks questions, and stops those under way. */
export function asker(host: AskingHost) {
  /** How often each was asked so far, and how many of those, from the first on, were cancelled. */
  const counts = new Map(questions.map(({ id }): [QuestionId, Counts] => [id, { asked: 0, stopped: 0 }]))

  function hostOf(id: QuestionId, label: string): QuestionHost {
    const count = counts.get(id) ?? { asked: 0, stopped: 0 }
    const mine = ++count.asked
    let breathedAt = host.now()

    async function yieldToMessages(): Promise<void> {
      await host.yieldToMessages()
      if (mine <= count.stopped) throw new Error(`${label} was stopped`)
      breathedAt = host.now()
    }

    return {
      busy: () => host.busy(label, BUSY_MS),
      step(share) {
        if (host.now() - breathedAt < BREATH_MS) return null
        host.busy(label, BUSY_MS)
        host.asking?.(id, share)
        return yieldToMessages()
      },
    }
  }

  return {
    async ask<Id extends QuestionId>(part: AskedPart, id: Id, spec: SpecOf<Id>): Promise<AnswerOf<Id>> {
      const { label, ask } = questionOf(id)
      return ask(part, spec, hostOf(id, label))
    },

    /** Ends those of a kind that are under way; all where none is named. */
    stop(id?: QuestionId): void {
      for (const [kind, count] of counts) if (id === undefined || kind === id) count.stopped = count.asked
    },
  }
}

interface Counts {
  asked: number
  stopped: number
}

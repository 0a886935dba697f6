import type { QuestionHost } from './question.ts'

/** What steps come to that yield the share done: between two of them messages come in, such as one that stops them. */
export async function lastOf<Answer>(
  steps: Generator<number, Answer, undefined>,
  host: Pick<QuestionHost, 'step'>
): Promise<Answer> {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
    const step = host.step(next.value)
    if (step) await step
  }
}

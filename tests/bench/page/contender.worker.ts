import { expose } from 'comlink'
import { rateOf, type Timed } from '../timed.ts'
import { prepareBoosting } from './boosting.ts'
import { prepareLargeTable } from './large-table.ts'
import { prepareScoring } from './scoring.ts'
import { prepareTraining } from './training.ts'
import type { ContenderApi, Work } from './work.ts'

let timed: (Timed & { readonly name: string }) | null = null

expose({
  async start(work) {
    timed = await prepare(work)
    return { name: timed.name, facts: timed.facts ?? {} }
  },
  async rate() {
    if (!timed) throw new Error('nothing was started')
    return rateOf(timed)
  },
} satisfies ContenderApi)

async function prepare(work: Work) {
  if (work.does === 'train') return prepareTraining(work)
  if (work.does === 'boost') return prepareBoosting(work)
  if (work.does === 'score table') return prepareLargeTable(work)
  if ('engine' in work) return prepareScoring(work)
  const { prepareOnnx } = await import('./onnxruntime.ts')
  return prepareOnnx(work)
}

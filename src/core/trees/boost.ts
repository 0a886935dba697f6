import { logit } from '../kernel/math.ts'
import { binTable, fitColumns } from './bin-table.ts'
import type { BoostJob } from './boost-job.ts'
import type { Ensemble } from './ensemble.ts'
import { growTree, mostLeaves } from './grow.ts'
import { fillPairs, signWeights } from './gradients.ts'
import { drawColumns, drawRows } from './sampling.ts'
import { scoreTrees } from './score.ts'
import { loadTreeKernels, openTreeMemory } from './tree-memory.ts'

export type { BoostJob }

/** Trees that grow round by round. */
export interface Booster {
  /** What there is so far, a fresh object each time. */
  readonly ensemble: Ensemble
  readonly threads: number
  /** Adds a tree whose leaves are shrunk by `eta`. */
  round(eta?: number): Promise<RoundReport>
  /** From now on at most so many threads work, the calling one included; it changes no result. */
  limitThreads(count: number): void
  dispose(): void
}

export interface RoundReport {
  /** Weighted mean log loss of the training rows, after the round. */
  readonly loss: number
  readonly nodes: number
  /** Of all splits of the tree together. */
  readonly gain: number
}

const BREATH_MS = 30

/**
 * Gradient boosting of the log loss on binned columns, as XGBoost's `hist` (Chen & Guestrin 2016) with LightGBM's splits of categories. The
 * same job gives the same trees on every machine and any number of threads, and going on gives what never stopping would have given.
 * @throws one line where there is nothing to learn from, or not enough memory
 */
export async function openBooster(job: BoostJob): Promise<Booster> {
  const { table, rows, settings, random, host, from } = job
  if (!rows.length) throw new Error('invalid training rows: none; expected at least one')
  if (job.targets && (job.weights || job.focal))
    throw new Error('invalid targets: with weights or a focal loss; expected targets alone')
  const module = await loadTreeKernels(host)
  const yieldToMessages = messageYielder(host)
  const columns = await fitColumns(job, yieldToMessages)
  if (!columns.length) throw new Error('invalid columns: none; expected at least one to grow trees on')
  const shop = openTreeMemory(module, host.threads, { rows: rows.length, columns, leaves: mostLeaves(settings) })
  await binTable(shop, columns, job, yieldToMessages)
  const { total, positive } = signWeights(shop, job)
  const base = from?.base ?? Math.fround(job.base ?? priorLogit(positive / total))
  const trees = [...(from?.trees ?? [])]
  const features = columns.map(({ id, kind }) => ({ id, kind }))
  const { layout } = shop
  const margins = shop.floats.subarray(layout.at.margins / 4, layout.at.margins / 4 + rows.length)
  scoreTrees({ base, features, trees }, table, rows, margins, { atTop: false })
  let loss = fillPairs(shop, job) / total

  return {
    get ensemble() {
      return { base, features, trees: [...trees] }
    },
    get threads() {
      return shop.threads
    },
    async round(eta = settings.eta) {
      const round = trees.length
      drawRows(shop, settings.rowShare, random.stream('trees').at(round))
      const chosen = drawColumns(columns.length, settings.columnShare, random.stream('columns').at(round))
      const draft = await growTree({ shop, columns, settings, eta, chosen, yieldToMessages })
      trees.push(draft.finish(columns))
      loss = fillPairs(shop, job) / total
      return { loss, nodes: draft.size, gain: draft.gain }
    },
    limitThreads: shop.use,
    dispose: shop.dispose,
  }
}

/** At the prior the gradients add up to 0. Where there is no positive, or no negative, it is held where it is still a number. */
function priorLogit(share: number): number {
  const least = 1e-7
  return logit(Math.min(1 - least, Math.max(least, share)))
}

/** Lets messages in now and then. */
function messageYielder({ now, yieldToMessages }: BoostJob['host']): () => Promise<void> {
  let last = now()
  return async () => {
    if (now() - last < BREATH_MS) return
    await yieldToMessages()
    last = now()
  }
}

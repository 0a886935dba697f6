import { logit } from '../kernel/math.ts'
import type { Table } from '../kernel/table.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { train } from '../training/train.ts'
import type { Learner, LearnerAtWork } from './learner.ts'

interface Neighbours {
  readonly count: number
  readonly points: Float32Array
  readonly labels: Uint8Array
}

/** Nearest neighbours: nothing is trained, the rows are the model. */
export const neighbours: Learner<{ count: number }, Neighbours> = {
  id: 'neighbours',
  learns: 'neighbours',
  trainedBy: 'our neighbours',
  countedIn: 'rounds',
  lengthKnob: null,
  hasRate: () => false,
  isState: (state): state is Neighbours => 'points' in state,
  keptState: ({ state }) => state,
  load: () => Promise.resolve(atWork),
}

const atWork: LearnerAtWork<{ count: number }, Neighbours> = {
  fit: ({ settings }) => ({ count: Number(settings.count) }),
  async *train(job) {
    const { fitted, treated, live, host, from } = job
    yield { type: 'phase', phase: 'training' }
    const state: Neighbours = {
      ...fitted,
      points: pointsOf(treated.table, treated.rows),
      labels: Uint8Array.from(treated.rows, (row) => treated.table.label[row]),
    }
    const total = treated.rows.length
    let rowsSeen = from?.rowsSeen ?? 0
    return yield* train(
      {
        ...{
          name: 'Nearest neighbours',
          rate: null,
          rowsTotal: total,
          epoch: 1,
          points: [],
          stepsPerProgress: 1,
          cost: total,
        },
        get rowsSeen() {
          return rowsSeen
        },
        isDone: () => rowsSeen >= total,
        advance: () => void (rowsSeen = total),
        loss: () => NaN,
        state: () => state,
        async measure() {
          for (const { rows, atTop, out } of live.parts)
            await scorerOf(state, () => host.breathe()).logits(live.table, rows, out, atTop)
          return live.measure()
        },
        watch: null,
        said: () => `${rowsSeen} rows`,
        ending: () => `${rowsSeen} rows kept`,
      },
      job
    )
  },
  scorer: ({ state, host }) => Promise.resolve(scorerOf(state, () => host.breathe())),
}

function pointsOf({ numeric }: Table, rows: Uint32Array): Float32Array {
  const points = new Float32Array(rows.length * numeric.length)
  for (let i = 0; i < rows.length; i++)
    for (let j = 0; j < numeric.length; j++) points[i * numeric.length + j] = numeric[j][rows[i]] || 0
  return points
}

function scorerOf({ count, points, labels }: Neighbours, breathe: () => Promise<void>): Scorer {
  return {
    async logits(table, rows, out) {
      const width = table.numeric.length
      const asked = pointsOf(table, rows)
      for (let i = 0; i < rows.length; i++) {
        const near = Array.from(labels, (label, j) => {
          let far = 0
          for (let k = 0; k < width; k++) far += (asked[i * width + k] - points[j * width + k]) ** 2
          return { far, label }
        }).sort((a, b) => a.far - b.far)
        const positives = near.slice(0, count).reduce((sum, { label }) => sum + label, 0)
        out[i] = logit((positives + 0.5) / (count + 1))
        if (i % 100 === 0) await breathe()
      }
    },
    dispose: () => undefined,
  }
}

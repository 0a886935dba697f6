import type { Job } from '../../threads/job.ts'
import { Team } from '../../threads/team.ts'
import type { OpenRequest, ScoreRequest } from './copies.ts'
import { openFused } from './trainee.ts'

type Copy = (request: ScoreRequest) => Float32Array<ArrayBuffer>

export const copyJob = {
  id: 'copy',
  start({ answer }) {
    let copy: Copy | null = null
    return {
      hear(request) {
        if (request.type === 'open') {
          copy = openCopy(request)
          return
        }
        const logits = copy?.(request) ?? null
        answer(logits, logits ? [logits.buffer] : [])
      },
    }
  },
} as const satisfies Job<OpenRequest | ScoreRequest>

/** Scores rows on memory of its own; null where that cannot be had. */
function openCopy({ module, network, weights }: OpenRequest): Copy | null {
  const team = new Team(null)
  const parts = { module, shared: false, team, threads: null, enter: () => undefined, onClose: () => undefined }
  const none = new Float32Array(0)
  try {
    const state = { weights, firstMoment: none, secondMoment: none, step: 0 }
    const trainee = openFused(parts, network, state, { frozen: true })
    return ({ rows, codes, numeric }) => {
      const logits = new Float32Array(rows)
      trainee.scoreNow({ rows, codes, numeric, labels: none, weights: null }, logits, 0)
      return logits
    }
  } catch {
    return null
  }
}

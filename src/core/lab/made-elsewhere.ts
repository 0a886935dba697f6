import { shareOfPositives } from '../kernel/positives.ts'
import { learnerOfState } from '../learners/index.ts'
import { keptStateOf } from '../learners/kept-state.ts'
import type { LearnerHost } from '../learners/learner.ts'
import type { Maker } from '../runs/versions.ts'
import type { Fitted } from '../scoring/fitted.ts'
import type { Prepared, TableKeeper } from './tables.ts'

/** Puts versions to work that were trained elsewhere: nothing is fitted for them, and each scores by what it brought. */
export function madeElsewhere(host: LearnerHost, tables: Pick<TableKeeper, 'prepare'>): Maker {
  return {
    ready: async (recipe) => unfitted(await tables.prepare(recipe)),

    async scorerOf(_fitted, checkpoint) {
      const learner = learnerOfState(checkpoint.state)
      const { bring } = await learner.load()
      if (!bring) throw new Error(`${learner.learns} that were trained elsewhere cannot score here: train them here`)
      return bring({ state: keptStateOf(learner, checkpoint), host })
    },
  }
}

/** All that is known are the rows that it is measured on. */
function unfitted({ known, split }: Prepared): Fitted {
  const baseRate = shareOfPositives(known.table.label, split.train)
  return { ready: null, undo: null, trained: null, resolved: null, baseRate }
}

import { assumed, flagFor, type Assumption } from './assumed.ts'
import type { ColumnType, Role } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import type { KeptLabels } from './kept-labels.ts'
import { counted } from '../../src/core/kernel/words.ts'
import { wordsOf } from './name-hints.ts'
import { singleColumnAuc, type SingleColumnAuc } from './single-column.ts'

/** An AUC so near to 1 is a suspicion, … */
const FARTHEST = 0.02
/** … nearer by as much for each row of the rarer class that lacks: few of them may stand in order by chance. */
const FARTHEST_PER_ROW = 0.0004
const FEWEST_ROWS = 8
/** What the values of a column must show whose name goes on from the label's. */
const NAMED = { auc: 0.7, pure: 0.25, rows: 4 }

export interface LeakContext {
  readonly looks: readonly ColumnLook[]
  readonly types: readonly ColumnType[]
  readonly roles: readonly Role[]
  /** Roles that a person chose. */
  readonly asked: readonly (Role | undefined)[]
  readonly label: ColumnLook
  readonly labels: KeptLabels
}

/**
 * Columns that predict the label better than anything known in advance could. By its values alone a column is named as a
 * suspicion; where its name goes on from the label's too, it is left out. Gives the roles.
 */
export function inferLeaks(
  { looks, types, roles, asked, label, labels }: LeakContext,
  assumptions: Assumption[]
): Role[] {
  const rarer = Math.min(labels.positives, labels.negatives)
  const most = Math.min(FARTHEST, FARTHEST_PER_ROW * rarer)
  return roles.map((role, place) => {
    const look = looks[place]
    const { name } = look
    if ((role !== 'feature' && role !== 'amount') || asked[place] !== undefined) return role
    const isNamed = goesOn(name, label.name)
    if (isNamed && look.distinct < 2 && look.missing === 0) {
      assumptions.push(
        assumed(
          'leak',
          name,
          `ignored ${name}: its name goes on from the label ${label.name}, and it has one value`,
          flagFor('--feature', name)
        )
      )
      return 'ignore'
    }
    if (rarer < (isNamed ? NAMED.rows : FEWEST_ROWS) || look.kept.codes.length === 0) return role
    const alone = singleColumnAuc(look, types[place], labels)
    const shown = `AUC ${alone.auc.toFixed(3)} on ${counted(alone.rows, 'row', 'rows')}`
    if (isNamed && (predictsAlone(alone) || 1 - alone.auc <= most)) {
      const why = `its name goes on from the label ${label.name}, and its values give it (${shown})`
      assumptions.push(assumed('leak', name, `ignored ${name}: ${why}`, flagFor('--feature', name)))
      return 'ignore'
    }
    if (rarer >= FEWEST_ROWS && 1 - alone.auc <= most) {
      const text = `${name} alone nearly gives the label (${shown}): is it known when the prediction is made?`
      assumptions.push(assumed('leak', name, text, flagFor('--ignore', name)))
    }
    return role
  })
}

/** Whether some of its values occur only with the rarer class. */
function predictsAlone({ auc, pure }: SingleColumnAuc): boolean {
  return auc >= NAMED.auc && pure >= NAMED.pure
}

/** `TX_FRAUD_SCENARIO` goes on from `TX_FRAUD`. */
function goesOn(name: string, label: string): boolean {
  const words = wordsOf(name)
  const first = wordsOf(label)
  return words.length > first.length && first.every((word, i) => words[i] === word)
}

import { datasetOf } from '../../../datasets/index.ts'
import { formatCount } from '../../core/kernel/numbers.ts'
import type { LabDocument } from '../../scenarios/document.ts'
import { lacksFile } from '../../scenarios/recipe.ts'
import { scenarioOf } from '../../scenarios/stories/index.ts'
import type { RaceState } from '../../state/race.svelte.ts'
import { isOfScenario } from '../frame/shown-runs.ts'

/** Said in place of lines while there are none: what Train will do, or what is being waited for. */
export function emptyRace(lab: LabDocument, { current, status }: Pick<RaceState, 'current' | 'status'>): string {
  if (lacksFile(lab)) return 'There are no rows yet: bring a CSV or Parquet file on the Data page.'
  const elsewhere = current.find((run) => run.isActive && !isOfScenario(run, lab))
  if (elsewhere)
    return `Models are training on ${datasetOf(elsewhere.spec.recipe.dataset).label}: wait until they have finished, or stop them.`
  if (status !== 'idle') return 'First measurement soon…'
  const { rows } = lab.world
  const models = lab.lanes.length === 1 ? '1 model learns' : `${lab.lanes.length} models learn`
  const race = lab.file
    ? `${models} from the rows of your file`
    : `${models} from a table of ${formatCount(Number(rows))} rows`
  const aim = scenarioOf(lab.scenario).truth === false ? '' : ', moving towards the best possible'
  return `Press Train: ${race}, and ${lab.lanes.length === 1 ? 'becomes a line' : 'each becomes a line'}${aim}.`
}

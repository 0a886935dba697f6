import type { DataSummary } from '../core/lab.ts'
import type { Measured } from '../core/metrics/metric.ts'
import type { Curves } from '../core/metrics/curves/curve.ts'
import type { PartReading, PartReport, RunReport, RunSpec } from '../core/training/run.ts'
import { readRecipe } from '../core/training/recipe-key.ts'
import { RunState } from '../state/run.svelte.ts'

/** Evaluations of the default lab as they were once measured: what the page opens on. */
export interface RecordedRace {
  readonly data: DataSummary
  readonly runs: readonly {
    readonly label: string
    readonly spec: RunSpec
    readonly evaluations: readonly {
      readonly rowsSeen: number
      readonly epoch: number
      readonly validation: Measured
    }[]
    /** Typed arrays of curves stand as plain ones; the checkpoint is left out, and curves that the parts have. */
    readonly report: RunReport
  }[]
}

const PLAY_MS = 7_000

const files = import.meta.glob<{ default: unknown }>('./recorded-*.json')

/** By scenario: a recording's file is named for it. */
export const recordings: Readonly<Record<string, () => Promise<{ default: unknown }>>> = Object.fromEntries(
  Object.entries(files).map(([path, load]) => [path.slice('./recorded-'.length, -'.json'.length), load])
)

/** Plays a scenario's recorded race once, so that the page opens on a moving picture; at once in full under reduced motion. */
export class Recording {
  runs = $state.raw<readonly RunState[]>([])
  /** The same runs as they ended, from the start: what pictures of finished runs draw. */
  ended = $state.raw<readonly RunState[]>([])
  #frame = 0
  #playing = ''

  /**
   * Nothing is shown where there is no recording of the scenario.
   * @throws where it could not be loaded; it is loaded anew when the scenario is next opened
   */
  async play(scenario: string): Promise<void> {
    if (scenario === this.#playing) return
    this.#playing = scenario
    this.stop()
    this.runs = []
    this.ended = []
    const recorded = await this.#load(scenario)
    if (!recorded || this.#playing !== scenario) return
    if (recorded.runs.length === 0) return
    const runs = recorded.runs.map((_, laneIndex) => runOf(recorded, laneIndex))
    const ends = recorded.runs.map(({ evaluations }) => evaluations.at(-1)?.rowsSeen ?? 0)
    // Trees see every row each round: beside them each run has its own length.
    const totals = runs.some((run) => run.learner.countedIn === 'rounds') ? ends : ends.map(() => Math.max(...ends))
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const began = performance.now()

    const paint = (now: number): void => {
      const share = isStill ? 1 : Math.min(1, (now - began) / PLAY_MS)
      runs.forEach((run, i) => {
        show(run, recorded.runs[i], share, totals[i])
      })
      if (share < 1) this.#frame = requestAnimationFrame(paint)
    }
    paint(began)
    this.runs = runs
    this.ended = recorded.runs.map((one, laneIndex) => {
      const run = runOf(recorded, laneIndex)
      show(run, one, 1, totals[laneIndex])
      return run
    })
  }

  async #load(scenario: string): Promise<RecordedRace | undefined> {
    try {
      return (await recordings[scenario]?.())?.default as RecordedRace | undefined
    } catch (error) {
      if (this.#playing === scenario) this.#playing = ''
      throw error
    }
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
  }
}

function runOf({ data, runs }: RecordedRace, laneIndex: number): RunState {
  const { label, spec: recorded } = runs[laneIndex]
  const spec = { ...recorded, recipe: readRecipe(recorded.recipe) }
  return new RunState({ spec, laneIndex, label, data, repeatGroup: null, startedAt: 0 })
}

/** Puts a run to where its recording was after a share of the rows. */
function show(
  run: RunState,
  { evaluations, report }: RecordedRace['runs'][number],
  share: number,
  total: number
): void {
  const shown = evaluations.filter(({ rowsSeen }) => rowsSeen <= share * total)
  run.rowsTotal = total
  if (shown.length !== run.evaluations.length) run.evaluations = shown
  run.rowsSeen = Math.min(share * total, evaluations.at(-1)?.rowsSeen ?? 0)
  run.status = share < 1 ? 'running' : 'finished'
  if (share === 1) run.report = reviveReport(report)
}

/** Gives a recorded report its typed arrays back. */
export function reviveReport(report: RunReport): RunReport {
  const { validation, test } = report.parts
  const parts = { validation: revivePart(validation), test: test && revivePart(test) }
  return { ...report, parts, curves: parts.validation.labelled.curves }
}

function revivePart({ labelled, expected, ...part }: PartReport): PartReport {
  const revive = (reading: PartReading): PartReading => ({ ...reading, curves: reviveCurves(reading.curves) })
  return { ...part, labelled: revive(labelled), expected: expected && revive(expected) }
}

function reviveCurves({ thresholds, calibration, histogram }: Curves): Curves {
  return {
    calibration,
    thresholds: {
      ...thresholds,
      // JSON has no Infinity: the curve begins where nothing is called positive.
      thresholds: Float64Array.from(thresholds.thresholds, (value, i) => (i === 0 ? Infinity : value)),
      truePositives: Float64Array.from(thresholds.truePositives),
      falsePositives: Float64Array.from(thresholds.falsePositives),
    },
    histogram: {
      ...histogram,
      positives: Float64Array.from(histogram.positives),
      negatives: Float64Array.from(histogram.negatives),
    },
  }
}

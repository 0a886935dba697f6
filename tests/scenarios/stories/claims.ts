import type { Settings } from '../../../src/core/kernel/knobs.ts'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import type { RunEvidence } from '../../../src/scenarios/scenario.ts'
import type { Turn } from './played.ts'

/** What the reader of a story does after the first training, and what its text says of the numbers then. */
export interface Claim {
  readonly scenario: string
  readonly preset: string
  /** Trainings with something turned, one after the other; the goal is reached by the last. */
  readonly turns?: readonly Turn[]
  /** What is moved on Evaluation once all is trained. */
  readonly threshold?: (runs: readonly RunEvidence[]) => number | undefined
  readonly prevalence?: number
  /** A smaller world in which the same is true, for a run of seconds. */
  readonly small?: { readonly world: Settings; readonly lanes: readonly string[] }
  /** Says no more than the story; throws where the numbers contradict it. */
  readonly holds?: (runs: readonly RunEvidence[]) => boolean
}

const P = 'payment-fraud'
const H = 'fraud-handbook'

/** The highest threshold at which a run finds this share of its positives. */
function thresholdAt({ report }: RunEvidence, recall: number): number | undefined {
  const { thresholds } = report.curves
  return [...thresholds.thresholds].find((at) => (pointAt(thresholds, at).recall ?? 0) >= recall)
}

function accuracyAt({ report }: RunEvidence, threshold = -Infinity): number {
  const { thresholds } = report.curves
  const { truePositives, trueNegatives } = pointAt(thresholds, threshold).counts
  return (truePositives + trueNegatives) / (thresholds.positives + thresholds.negatives)
}

/** "Revenue hides it": it moves by less than the worth of the clicks does. */
function keepsRevenue(runs: readonly RunEvidence[]): boolean {
  const [plain, weighed] = runs.map(({ report }) => report.value!.test!)
  const share = (of: (report: typeof plain) => number | null) => of(weighed)! / of(plain)!
  return Math.abs(share(({ value }) => value.expected) - 1) < 1 - share(({ welfare }) => welfare!.value.expected)
}

const third = ([run]: readonly RunEvidence[]) => thresholdAt(run, 0.3)

export const claims: readonly Claim[] = [
  { scenario: 'ad-ctr', preset: 'default-race' },
  { scenario: 'ad-ctr', preset: 'crosses-by-hand' },
  {
    scenario: 'ad-ctr',
    preset: 'accuracy-paradox',
    threshold: third,
    small: { world: { rows: 40_000, baseRate: 0.01 }, lanes: ['logistic'] },
    holds: (runs) => runs.every((run) => accuracyAt(run, thresholdAt(run, 0.3)) < accuracyAt(run, Infinity)),
  },
  {
    scenario: 'ad-ctr',
    preset: 'roc-flatters',
    prevalence: 0.001,
    small: { world: { rows: 20_000 }, lanes: ['dcn-v2'] },
  },
  { scenario: 'ad-ctr', preset: 'one-epoch-too-many', turns: [{ settings: { patience: 3 } }] },
  { scenario: 'ad-ctr', preset: 'crosses-off' },
  { scenario: 'ad-ctr', preset: 'random-split-leaks', turns: [{ split: { split: 'time' } }] },
  {
    scenario: 'ad-ctr',
    preset: 'right-revenue-wrong-ads',
    small: { world: { rows: 60_000, baseRate: 0.08 }, lanes: ['dcn-v2', 'weighed'] },
    holds: (runs) => keepsRevenue(runs),
  },
  { scenario: 'ad-ctr', preset: 'winners-curse', small: { world: {}, lanes: ['logistic'] } },
  { scenario: P, preset: 'default-race' },
  { scenario: P, preset: 'one-in-ten-thousand', threshold: third },
  { scenario: P, preset: 'five-million' },
  { scenario: P, preset: 'weights-ruin-probabilities', turns: [{ settings: { undo: true } }] },
  { scenario: P, preset: 'smote-on-its-merits' },
  { scenario: P, preset: 'random-split-flatters', turns: [{ split: { split: 'time' } }] },
  { scenario: P, preset: 'a-leak', turns: [{ world: { leak: false } }] },
  { scenario: P, preset: 'labels-come-late', turns: [{ split: { labels: 'known' } }, { split: { labels: 'final' } }] },
  { scenario: H, preset: 'the-books-table' },
  { scenario: H, preset: 'risk-without-delay', turns: [{ world: { leak: false } }] },
  { scenario: H, preset: 'days-dealt-at-random', turns: [{ split: { split: 'prequential' } }] },
]

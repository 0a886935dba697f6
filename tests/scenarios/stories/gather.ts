import { appendFileSync } from 'node:fs'
import { scenarios } from '../../../src/scenarios/stories/index.ts'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import { played, type Turn } from './played.ts'

const turnsOf: Record<string, Turn[]> = {
  'weights-ruin-probabilities': [{ settings: { undo: true } }],
  'random-split-flatters': [{ split: { split: 'time' } }],
  'random-split-leaks': [{ split: { split: 'time' } }],
  'a-leak': [{ world: { leak: false } }],
  'risk-without-delay': [{ world: { leak: false } }],
  'days-dealt-at-random': [{ split: { split: 'prequential' } }],
  'labels-come-late': [{ split: { labels: 'known' } }, { split: { labels: 'final' } }],
}
const [out, wantedIds, wantedSeeds] = process.argv.slice(2)
const seeds = (wantedSeeds ?? '1,2,3,4,5').split(',').map(Number)
for (const key of wantedIds.split(',')) {
  const [scenarioId, presetId] = key.split('/')
  const preset = scenarios.find(({ id }) => id === scenarioId)!.presets.find(({ id }) => id === presetId)!
  for (const seed of seeds) {
    const runs = []
    let order = 0
    for (const turn of [{}, ...(turnsOf[presetId] ?? [])]) {
      const started = Date.now()
      const some = await played(scenarioId, preset, { seed, ...turn })
      runs.push(...some)
      const isReached = preset.reached?.({ runs, windows: [], driftTimes: [], retrainTimes: [], threshold: null })
      for (const run of some) {
        const { report } = run
        const at = (t: number) => pointAt(report.curves.thresholds, t)
        const thresholds = [...report.curves.thresholds.thresholds]
        const third = thresholds.map(at).find((p) => (p.recall ?? 0) >= 0.3)
        appendFileSync(
          out,
          JSON.stringify({
            preset: key,
            seed,
            turn: order,
            reached: isReached,
            seconds: (Date.now() - started) / 1000,
            model: run.model,
            settings: Object.fromEntries(
              Object.entries(run.settings).filter(([id]) =>
                ['crosses', 'treatment', 'undo', 'rounds', 'maxDepth', 'minChildWeight'].includes(id)
              )
            ),
            trained: report.trained,
            rounds: report.bestRowsSeen,
            ending: report.ending.text,
            val: report.parts!.validation && {
              rows: report.parts!.validation.rows,
              positives: report.parts!.validation.positives,
              ...report.validation,
            },
            test: report.parts!.test && {
              rows: report.parts!.test.rows,
              positives: report.parts!.test.positives,
              ...report.test,
            },
            ceiling: run.ceiling,
            trivial: run.trivial.sampled,
            own: at(report.threshold),
            third,
            losses: run.evaluations.map((e) => e.validation.sampled.logLoss),
          }) + '\n'
        )
      }
      order++
    }
  }
}

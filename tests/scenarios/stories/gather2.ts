import { appendFileSync } from 'node:fs'
import { scenarioOf } from '../../../src/scenarios/stories/index.ts'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import { positiveWeight, thinnedAveragePrecision } from '../../../src/core/metrics/curves/prevalence.ts'
import { played } from './played.ts'
import { lived } from './traffic.ts'
const [out, what, seedText] = process.argv.slice(2)
const seeds = (seedText ?? '1,2,3,4,5').split(',').map(Number)
const preset = (s: string, id: string) => scenarioOf(s).presets.find((p) => p.id === id)!
const say = (x: unknown) => appendFileSync(out, JSON.stringify(x) + '\n')
for (const seed of seeds) {
  if (what === 'roc') {
    for (const run of await played('ad-ctr', preset('ad-ctr', 'roc-flatters'), { seed })) {
      const { thresholds } = run.report.curves
      const ap = run.report.validation.sampled.prAuc!
      say({
        seed,
        model: run.model,
        auc: run.report.validation.sampled.auc,
        positives: thresholds.positives,
        ap,
        at: [0.01, 0.001, 0.0001].map((p) => thinnedAveragePrecision(ap, thresholds, positiveWeight(thresholds, p))),
        prec: pointAt(thresholds, run.report.threshold).precision,
      })
    }
  }
  if (what === 'paradox') {
    for (const run of await played('ad-ctr', preset('ad-ctr', 'accuracy-paradox'), { seed })) {
      const { thresholds } = run.report.curves
      const acc = (t: number) => {
        const { counts: c } = pointAt(thresholds, t)
        return (c.truePositives + c.trueNegatives) / (thresholds.positives + thresholds.negatives)
      }
      const third = [...thresholds.thresholds].find((t) => (pointAt(thresholds, t).recall ?? 0) >= 0.3)!
      say({
        seed,
        model: run.model,
        positives: thresholds.positives,
        no: thresholds.negatives / (thresholds.positives + thresholds.negatives),
        own: acc(run.report.threshold),
        third: acc(third),
        prec: pointAt(thresholds, third).precision,
        max: Math.max(...[...thresholds.thresholds].map(acc)),
      })
    }
  }
  if (what === 'epoch') {
    const p = preset('ad-ctr', 'one-epoch-too-many')
    for (const settings of seed === 1
      ? [{ patience: 3 }, { l2: 1e-4 }, { minCount: 100 }, { l2: 1e-3 }]
      : [{ patience: 3 }]) {
      const runs = await played('ad-ctr', p, { seed, settings })
      const losses = runs[0].evaluations.map((e) => e.validation.sampled.logLoss!)
      say({
        seed,
        settings,
        reached: p.reached!({ runs, windows: [], driftTimes: [], retrainTimes: [], threshold: null, prevalence: null }),
        n: losses.length,
        min: Math.min(...losses),
        at: losses.indexOf(Math.min(...losses)),
        best: runs[0].report.bestRowsSeen,
        atBest: runs[0].evaluations.find((e) => e.rowsSeen === runs[0].report.bestRowsSeen)?.validation.sampled.logLoss,
        last: losses.at(-1),
        ratio: losses.at(-1)! / Math.min(...losses),
        losses: losses.filter((_, i) => i % Math.ceil(losses.length / 16) === 0).map((x) => +x.toFixed(4)),
        ending: runs[0].report.ending.text,
      })
    }
  }
  if (what === 'drift' || what === 'adversary') {
    const s = what === 'drift' ? 'ad-ctr' : 'payment-fraud'
    const p = preset(s, what === 'drift' ? 'drift' : 'the-adversary-adapts')
    const e = await lived(
      s,
      p,
      what === 'drift' ? { before: 2, hurt: 7, after: 2, days: 7 } : { before: 3, hurt: 5, after: 0, days: 0 },
      { seed }
    )
    e.windows.forEach((ws, i) => {
      const phases: [number, number][] = [
        [-Infinity, e.driftTimes[0]],
        [e.driftTimes[0], e.retrainTimes[0] ?? Infinity],
        [e.retrainTimes[0] ?? Infinity, Infinity],
      ]
      say({
        seed,
        model: e.runs[i].model,
        reached: p.reached?.(e),
        phases: phases.map(([f, t]) => {
          const some = ws.filter((w) => w.from >= f && w.to <= t)
          const mean = (g: (w: (typeof ws)[0]) => number | null | undefined) => {
            const xs = some.map(g).filter((x) => x != null && Number.isFinite(x)) as number[]
            return xs.reduce((a, b) => a + b, 0) / xs.length
          }
          return {
            n: some.length,
            pos: mean((w) => w.positives),
            auc: mean((w) => w.values.sampled.auc),
            eauc: mean((w) => w.values.expected.auc),
            cauc: mean((w) => w.ceiling?.expected.auc),
            pr: mean((w) => w.values.sampled.prAuc),
            epr: mean((w) => w.values.expected.prAuc),
            cpr: mean((w) => w.ceiling?.expected.prAuc),
            psi: mean((w) => Math.max(...w.featurePsi.map((f) => f.psi - f.expected))),
            which:
              some.at(-1) &&
              some
                .at(-1)!
                .featurePsi.toSorted((a, b) => b.psi - b.expected - a.psi + a.expected)
                .slice(0, 2)
                .map((f) => f.id + ' ' + f.psi.toFixed(3) + '/' + f.expected.toFixed(3)),
            score: mean((w) => w.scorePsi.psi),
            sexp: mean((w) => w.scorePsi.expected),
          }
        }),
      })
    })
  }
  if (what.startsWith('split')) {
    const world = JSON.parse(what.slice(5))
    const p = preset('payment-fraud', 'random-split-flatters')
    const of = async (split: string) => {
      const [r] = await played('payment-fraud', p, { seed, world, split: { split } })
      const v = r.report.test!
      return {
        pr: v.expected.prAuc!,
        s: v.sampled.prAuc,
        c: r.ceiling!.expected.prAuc!,
        tr: r.report.trained,
        pos: r.report.parts!.test!.positives,
      }
    }
    const [a, b] = [await of('random'), await of('time')]
    say({ seed, world, a, b, shares: [a.pr / a.c, b.pr / b.c] })
  }
}

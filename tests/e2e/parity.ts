import { expect, test } from './lab.ts'
import { headless } from './headless.ts'
import { finished, resultsFile, train } from './race.ts'

/** Both models, as small as a software GPU asks, on an engine that promises tolerance only. */
export function testParity(engine: string): void {
  test(`${engine} ends within 0.003 AUC of the headless runner on fused`, async ({ open, page }) => {
    const small = 'models=logistic,dcn-v2&logistic.epochs=1&dcn-v2.epochs=1&dcn-v2.embedding=2&dcn-v2.hidden=16'
    const lab = await open(`#lab=1&rows=10000&engine=${engine}&${small}`)
    await train(lab).click()
    await finished(lab)
    const file = await resultsFile(page, lab)
    const { models } = headless(file.lab, test.info())
    expect(file.runs.map((run) => run.engine)).toEqual([engine, engine])
    for (const { lane, test: measured } of file.runs) {
      const difference = Math.abs((measured?.sampled.auc ?? NaN) - models[lane].metrics.auc)
      test.info().annotations.push({ type: `difference of AUC, ${lane}`, description: String(difference) })
      expect(difference).toBeLessThanOrEqual(0.003)
    }
  })
}

import { expect, test } from '../lab.ts'
import { headless } from '../headless.ts'
import { testParity } from '../parity.ts'
import { finished, resultsFile, train } from '../race.ts'

test.setTimeout(180_000)

for (const [host, memory] of [
  ['served', 'shared memory, lanes with an equal share of the cores'],
  ['plain', 'memory of their own'],
] as const)
  test.describe(memory, () => {
    test.use({ host })

    test('the race gives, to the last digit, what the headless runner gives for the same lab', async ({
      open,
      page,
    }) => {
      const lab = await open('#lab=1&rows=20000&engine=fused&seed=4')
      await train(lab).click()
      await finished(lab)
      const file = await resultsFile(page, lab)
      const { models } = headless(file.lab, test.info())
      expect(file.runs.map((run) => run.lane)).toEqual(Object.keys(models))
      for (const { lane, test: measured } of file.runs)
        expect(measured).toEqual({ sampled: models[lane].metrics, expected: models[lane].expected })
    })
  })

for (const engine of ['tfjs-cpu', 'tfjs-webgl']) testParity(engine)

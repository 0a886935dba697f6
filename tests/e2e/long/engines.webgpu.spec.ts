import { expect, test } from '@playwright/test'
import { servePage, type SourcePage } from '../source-page.ts'
import type { engines as Engines } from '../../../src/core/engines/index.ts'
import type { EngineReport } from '../../contracts/engine-suite.ts'

/*
 * Each engine keeps the contract in a real browser. The suite is no part of the app that is built, so it is
 * served by Vite as it stands.
 */
const script = `
import { browserHost } from '/workers/host.ts'
import { engineOf } from '/src/core/engines/index.ts'
import { measureContract } from '/tests/contracts/engine-suite.ts'
window.measure = (id) => measureContract(engineOf(id), browserHost(() => undefined))
`

let source: SourcePage

test.beforeAll(async () => {
  source = await servePage('engines', script)
})

test.afterAll(() => source.close())

const curves = new Map<string, readonly number[]>()

const ids = [
  ...(['fused', 'fused-relaxed', 'fused-webgpu'] as const),
  ...(['tfjs-wasm', 'tfjs-cpu', 'tfjs-webgl', 'tfjs-webgpu'] as const),
] satisfies (typeof Engines)[number]['id'][]
const exact: readonly string[] = ['fused', 'fused-relaxed', 'fused-webgpu', 'tfjs-wasm']

for (const id of ids)
  test(`${id} gives float64 logits within 1e-4, the loss curve of the others within 1 %, and leaves no tensor`, async ({
    page: tab,
  }) => {
    test.setTimeout(240_000)
    await tab.goto(source.address)
    await expect.poll(() => tab.evaluate(() => 'measure' in window)).toBe(true)
    const report = await tab.evaluate(
      (engine) => (window as unknown as { measure(id: string): Promise<EngineReport> }).measure(engine),
      id
    )
    test.info().annotations.push({ type: 'logit error', description: String(report.logitError) })
    expect(report.logitError).toBeLessThan(1e-4)
    expect(report.resumeError).toBeLessThan(exact.includes(id) ? Number.MIN_VALUE : 1e-5)
    expect(report.tensorsLeft).toBe(0)
    curves.set(id, report.curve)
    const reference = curves.get('fused') ?? report.curve
    report.curve.forEach((loss, step) => expect(Math.abs(loss - reference[step])).toBeLessThan(0.01 * reference[step]))
  })

import type { Frame, Locator, Page } from '@playwright/test'
import type { DataSummary, LabHost } from '../../../src/core/lab.ts'
import { describe } from '../../../src/core/lab/describe.ts'
import { tableKeeper } from '../../../src/core/lab/tables.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { fieldRows, fieldsTable } from '../../../src/views/data/fields.ts'
import { hoursOf, hoursTable } from '../../../src/views/data/hours.ts'
import { numbersTable, numericColumns } from '../../../src/views/data/numbers.ts'
import { positionBars, positionTable } from '../../../src/views/data/position.ts'
import { expect, test } from '../lab.ts'
import { numbersOf, workerNamed } from '../race.ts'

const ROWS = 1_000_000
const PATIENCE = { timeout: 60_000 }

test.setTimeout(180_000)

for (const [host, memory] of [
  ['served', 'shared memory'],
  ['plain', 'memory of their own'],
] as const)
  test.describe(host, () => {
    test.use({ host })

    test(`a million rows, drawn with helpers in ${memory}, have the numbers of one core`, async ({ open, page }) => {
      const lab = await openSmall(open)
      await watchHelpers(page, Infinity)
      await drawMany(lab)
      await expect.poll(() => partsDrawn(page), PATIENCE).toBeGreaterThan(0)
      expect(await shown(lab)).toEqual(await ofOneCore())
    })
  })

test('a helper that dies over its second part costs no row', async ({ open, page }) => {
  const lab = await openSmall(open)
  await watchHelpers(page, 2)
  await drawMany(lab)
  expect(await shown(lab)).toEqual(await ofOneCore())
})

async function openSmall(open: (link: string) => Promise<Frame>): Promise<Frame> {
  const lab = await open('#lab=1&rows=10000&seed=5&open=columns')
  await lab.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Data' }).click()
  await expect(rowsRead(lab, '10,000')).toBeVisible(PATIENCE)
  return lab
}

async function drawMany(lab: Frame): Promise<void> {
  const rows = lab.getByRole('textbox', { name: 'Rows' })
  await rows.fill(String(ROWS))
  await rows.blur()
  await expect(rowsRead(lab, '1,000,000')).toBeVisible(PATIENCE)
}

function rowsRead(lab: Frame, rows: string): Locator {
  return lab.getByRole('definition').filter({ hasText: new RegExp(`^${rows}$`) })
}

/** Playwright sees no worker of a worker: so the one that makes tables counts the parts that its helpers hand in. */
async function watchHelpers(page: Page, dyingPart: number): Promise<void> {
  const tables = await workerNamed(page, 'tables')
  await tables.evaluate((dying) => {
    const seen = { asked: 0, drawn: 0 }
    Object.assign(self, { seen })
    self.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        this.addEventListener('message', ({ data }) => {
          if (data.value !== undefined) seen.drawn++
        })
      }
      override postMessage(message: { path?: string[] }, transfer: never): void {
        if (message.path?.[1] === 'draw' && ++seen.asked === dying) this.terminate()
        super.postMessage(message, transfer)
      }
    }
  }, dyingPart)
}

async function partsDrawn(page: Page): Promise<number> {
  const tables = await workerNamed(page, 'tables')
  return tables.evaluate(() => (self as unknown as { seen: { drawn: number } }).seen.drawn)
}

type Tables = Record<string, readonly (readonly string[])[]>

async function shown(lab: Frame): Promise<Tables> {
  const tables: Record<string, string[][]> = {}
  for (const picture of ['Clicks by position', 'Daily rhythm', 'Fields', 'Numbers'])
    tables[picture] = await numbersOf(lab, picture)
  return tables
}

/** What the headless runner's core makes of the same rows, as the pictures' tables put it. */
async function ofOneCore(): Promise<Tables> {
  const document = defaultDocument('ad-ctr')
  const recipe = recipeOf({ ...document, seed: 5, world: { ...document.world, rows: ROWS } })
  const host = {
    now: () => 0,
    yieldToMessages: () => Promise.resolve(),
    busy: () => undefined,
    shares: false,
    drawPool: null,
  }
  const { draw, split, world } = await tableKeeper(host as unknown as LabHost).prepare(recipe)
  const data = describe(draw, draw.table, world.layout, split) as DataSummary
  const tables = {
    'Clicks by position': positionTable(positionBars(data)),
    'Daily rhythm': hoursTable(hoursOf(data)),
    Fields: fieldsTable(fieldRows(data)),
    Numbers: numbersTable(numericColumns(data)),
  }
  return Object.fromEntries(Object.entries(tables).map(([id, { columns, rows }]) => [id, [columns, ...rows]]))
}

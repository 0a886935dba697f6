import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import type { Bench, Start } from '../bench.ts'
import { inPython } from '../in-python.ts'
import { creditCardCsv, criteoTsv } from '../tables.ts'
import { rateOf, type Timed } from '../timed.ts'

const [cards, clicks] = [284_807, 100_000]
let written: Promise<string> | null = null

export const importCsv: Bench = {
  id: 'importCsv',
  label: 'look at and read a CSV file of 284,807 × 31, as the public credit card set',
  unit: 'rows',
  ours: ofFile(cardFile),
  peers: [async () => inPython('readCsv', { path: await cardFile(), rows: cards })()],
  further: { 'Criteo rows/s': ofFile(clickFile) },
}

/** Ours at a file, from the first look to the finished table. */
function ofFile(pathOf: () => Promise<string>): Start {
  return async () => {
    const path = await pathOf()
    const file = await openAsBlob(path)
    const timed: Timed = {
      async run() {
        const { plan } = await inspectFile(file as Blob)
        return (await importFile(file as Blob, plan)).draw.table.rows
      },
    }
    return {
      name: 'ours',
      facts: { 'file MB': Math.round(file.size / 1e6) },
      rate: () => rateOf(timed),
      stop: () => rm(dirname(path), { recursive: true, force: true }),
    }
  }
}

function cardFile(): Promise<string> {
  return (written ??= inTemporary('cards.csv', () => creditCardCsv(cards)))
}

function clickFile(): Promise<string> {
  return inTemporary('clicks.tsv', () => criteoTsv(clicks))
}

async function inTemporary(name: string, make: () => string[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'skewlab-bench-')), name)
  await writeFile(path, make())
  return path
}

import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { trainedOn } from './ours.ts'
import { drawWorld, shapes, type ShapeId } from './world.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shapes: { type: 'string', default: Object.keys(shapes).join(',') },
    rows: { type: 'string', default: '200,500,1000,4000,20000,100000' },
    seeds: { type: 'string', default: '10' },
    models: { type: 'string', default: 'logistic,gbdt,fm,mlp,dcn-v2' },
    largest: { type: 'string', default: '100000' },
    fresh: { type: 'string', default: '100000' },
    set: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: '' },
  },
})
const [largest, fresh] = [Number(values.largest), Number(values.fresh)]
const sizes = values.rows.split(',').map(Number)
const changed = Object.fromEntries(
  values.set
    .map((pair) => pair.split('='))
    .map(([id, value]) => [id, Number.isNaN(Number(value)) ? value : Number(value)])
)

for (const id of values.shapes.split(',') as ShapeId[])
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const draw = drawWorld(shapes[id], seed, largest + fresh)
    if (positionals[0] === 'rows') writeRows(id, seed, draw)
    else
      for (const rows of sizes)
        for (const model of values.models.split(',')) {
          const started = performance.now()
          try {
            const report = await trainedOn({ draw, rows, from: largest, fresh }, model, changed, seed)
            const { auc, logLoss } = report.test?.expected ?? {}
            tell({
              shape: id,
              rows,
              seed,
              model,
              auc,
              logLoss,
              ms: Math.round(performance.now() - started),
              seen: report.rowsSeen,
              best: report.bestRowsSeen,
              ending: report.ending.text,
            })
          } catch (error) {
            tell({ shape: id, rows, seed, model, error: (error as Error).message })
          }
        }
  }

/** Columns as they lie in memory, for peers.py. */
function writeRows(id: ShapeId, seed: number, { table, truth }: ReturnType<typeof drawWorld>): void {
  mkdirSync(values.out, { recursive: true })
  const file = openSync(join(values.out, `${id}-${seed}.bin`), 'w')
  for (const column of [...table.numeric, ...table.categorical, table.label, truth?.probability ?? []])
    writeSync(file, column as Uint8Array)
  closeSync(file)
  writeFileSync(
    join(values.out, `${id}.json`),
    JSON.stringify({ numeric: table.numeric.length, categorical: table.categorical.length, rows: table.rows, largest })
  )
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

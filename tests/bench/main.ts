import { parseArgs } from 'node:util'
import { compare, type Comparison } from './compare.ts'
import { benches } from './rows/index.ts'

const usage = `npm run bench -- [--only ${benches.map((bench) => bench.id).join(',')}] [--runs N] [--json]`

try {
  const { only, runs, json } = optionsOf(process.argv.slice(2))
  const found: Comparison[] = []
  for (const bench of benches.filter(({ id }) => only.length === 0 || only.includes(id))) {
    if (!json) process.stderr.write(`${bench.label} …\n`)
    found.push(await compare(bench, runs))
  }
  process.stdout.write(json ? `${JSON.stringify({ runs, rows: found }, null, 2)}\n` : tableOf(found))
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}

function optionsOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, runs: { type: 'string', default: '5' }, json: { type: 'boolean' } },
  })
  const only = values.only?.split(',') ?? []
  for (const id of only)
    if (!benches.some((bench) => bench.id === id)) throw new Error(`unknown benchmark: ${id}; ${usage}`)
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`invalid runs: ${values.runs}; expected a whole number from 1`)
  return { only, runs, json: values.json ?? false }
}

function tableOf(rows: readonly Comparison[]): string {
  const cells = rows.map((row) => [
    row.id,
    `${short(row.ours)} ${row.unit}/s`,
    row.theirs === null ? '–' : `${short(row.theirs)} ${row.unit}/s`,
    row.ratio === null ? '–' : `${row.ratio.toFixed(2)}x`,
    [row.peer, ...Object.entries(row.facts).map(([name, value]) => `${name} ${short(value)}`)].join(' · '),
  ])
  const table = [['', 'ours', 'peer', 'ratio', ''], ...cells]
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)))
  return table
    .map(
      (line) =>
        `${line
          .map((cell, i) => cell.padEnd(widths[i]))
          .join('  ')
          .trimEnd()}\n`
    )
    .join('')
}

function short(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

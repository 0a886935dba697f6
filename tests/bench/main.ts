import { parseArgs } from 'node:util'
import { compare, type Comparison } from './compare.ts'
import { rowsOf, tableOf } from './report.ts'
import { benches } from './rows/index.ts'

const usage = `npm run bench -- [--only ${benches.map((bench) => bench.id).join(',')}] [--runs N] [--json]`

try {
  const { only, runs, json } = optionsOf(process.argv.slice(2))
  const found: Comparison[] = []
  for (const bench of benches.filter(({ id }) => only.length === 0 || only.includes(id))) {
    if (!json) process.stderr.write(`${bench.label} …\n`)
    found.push(await compare(bench, runs))
  }
  process.stdout.write(json ? `${JSON.stringify(rowsOf(found), null, 2)}\n` : tableOf(found))
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

import { BadInput } from './bad-input.ts'
import { exportRows } from './export.ts'
import { isKernelThread, serveKernels } from './kernel-threads.ts'
import { recordRace } from './record.ts'
import { runLab } from './run.ts'

const USAGE = `usage:
  sim run <scenario | lab.json> [--set knob=value]… [--seed N] [--rows N] [--models a,b] [--engine id] [--threads N] [--out DIR] [--json]
  sim run <rows.csv | rows.parquet> --label column [--positive value] [--time column] [--label-time column] [--group column] [--amount column] [--ignore a,b] [--delimiter c] [as above]
  sim export <scenario> [--rows N] [--from I] [--seed S] [--set knob=value]… --out DIR [--format csv|parquet]
  sim record <file.json> [scenario]`

const verbs = { run: runLab, export: exportRows, record: recordRace }

if (isKernelThread) serveKernels()
else await main(process.argv.slice(2))

async function main([verb, ...rest]: string[]): Promise<void> {
  try {
    if (!verb || !Object.hasOwn(verbs, verb))
      throw new BadInput(`unknown command: ${verb ?? '(none)'}; expected run, export or record\n${USAGE}`)
    await verbs[verb as keyof typeof verbs](rest)
  } catch (error) {
    const { name, message } = error as Error
    // A world that cannot be, or an engine that cannot run here: as much the person's to mend as a wrong flag.
    if (name !== 'BadInput' && name !== 'EngineLost') throw error
    process.stderr.write(`${message}\n`)
    process.exitCode = 2
  }
}

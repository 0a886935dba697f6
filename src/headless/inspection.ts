import type { Inspection } from '../../datasets/imports/plan-of.ts'
import { labelOf } from '../../datasets/imports/plan.ts'
import { positiveShare } from '../../datasets/imports/label-share.ts'
import { counted, shownCount } from '../../datasets/imports/limits.ts'
import { missingIn } from '../../datasets/imports/missing-in.ts'
import { askedFile } from './asked-lab.ts'
import type { FileFlags } from './file-flags.ts'
import { assumedLines, droppedLines } from '../core/report/data-lines.ts'
import { tableLines } from './table-lines.ts'

/** Values of a column that are shown. */
const SHOWN = 4
const MOST_CHARACTERS = 24

/** `sim inspect`: what was understood of a file, before anything is trained on it. */
export async function inspectOwn(name: string, flags: FileFlags & { readonly json?: boolean }): Promise<void> {
  const { file, inspection } = await askedFile(name, flags)
  const found = inspectionOf(file.name, inspection)
  process.stdout.write(flags.json ? `${JSON.stringify(found)}\n` : `${linesOf(found, inspection).join('\n')}\n`)
}

/** What was understood, as data: the last event of `sim inspect --json`. */
function inspectionOf(name: string, { format, plan, rows, sampled, malformed, columns, ...rest }: Inspection) {
  const { column: label, positive } = labelOf(plan)
  const place = plan.columns.findIndex((column) => column.name === label)
  return {
    type: 'inspection',
    ...{ name, format, dialect: plan.dialect, rows, sampled, label, positive },
    baseRate: label === '' || positive === '' ? null : positiveShare(columns[place], plan.columns[place], positive),
    columns: plan.columns.map((planned, i) => {
      const { examples, counts, distinct, min, max, sampled } = columns[i]
      const missing = missingIn(columns[i], planned)
      return {
        ...planned,
        examples: examples.slice(0, SHOWN).map((value, place) => ({ value, rows: counts[place] })),
        ...{ distinct, min, max, missingShare: sampled === 0 ? 0 : missing / sampled },
      }
    }),
    malformed,
    choices: rest.choices,
    assumptions: rest.assumptions,
  }
}

function linesOf(found: ReturnType<typeof inspectionOf>, inspection: Inspection): string[] {
  const { name, rows, label, positive, baseRate, columns, malformed, dialect } = found
  const count = counted(rows.count, 'row', 'rows')
  const share = `${((baseRate ?? 0) * 100).toPrecision(3)} % of the ${shownCount(found.sampled)} rows looked at that have a label`
  const cut = dialect
    ? `CSV cut at ${JSON.stringify(dialect.delimiter)}, ${dialect.encoding}, decimal sign ${dialect.decimal}, ${dialect.hasHeader ? 'with' : 'without'} a header${dialect.skip > 0 ? ` under ${counted(dialect.skip, 'line', 'lines')}` : ''}`
    : 'Parquet'
  const table = [
    ['column', 'role', 'read as', 'missing', 'values', 'most frequent'],
    ...columns.map(({ name: column, role, type, timeUnit, numbers, missingShare, distinct, examples }) => [
      column,
      role,
      [type, timeUnit, numbers].filter((word) => word !== undefined).join(' '),
      `${(100 * missingShare).toFixed(1)} %`,
      shownCount(distinct),
      examples.map(({ value }) => brief(value)).join(', '),
    ]),
  ]
  return [
    `${name}: ${rows.exact ? '' : 'about '}${count}, ${counted(columns.length, 'column', 'columns')}; ${cut}`,
    label === ''
      ? 'no label yet'
      : positive === ''
        ? `label ${label}, no positive value yet`
        : `label ${label}, ${positive} counts as 1: ${share}`,
    '',
    ...tableLines(table),
    '',
    ...droppedLines(malformed, found.sampled + malformed.count),
    ...assumedLines(inspection.assumptions),
    ...inspection.assumptions
      .filter(({ asks }) => asks)
      .map(({ text, flag }) => `to decide: ${text}${flag ? `: ${flag}` : ''}`),
  ]
}

function brief(value: string): string {
  return value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS - 1)}…` : value
}

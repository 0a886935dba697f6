import type { Inspection } from '../../datasets/imports/import.ts'
import { keysOf } from '../../datasets/imports/class-values.ts'
import { counted, shownCount } from '../../datasets/imports/limits.ts'
import { labelOf } from '../../datasets/imports/plan.ts'
import { askedFile } from './asked-lab.ts'
import type { FileFlags } from './file-flags.ts'
import { assumedLines, droppedLines } from './reading-lines.ts'
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
  return {
    type: 'inspection',
    ...{ name, format, dialect: plan.dialect, rows, sampled, label, positive },
    baseRate:
      label === ''
        ? null
        : shareOf(
            columns.find((column) => column.name === label)!,
            positive
          ),
    columns: plan.columns.map((planned, i) => {
      const { examples, counts, distinct, missing, min, max } = columns[i]
      return {
        ...planned,
        examples: examples.slice(0, SHOWN).map((value, place) => ({ value, rows: counts[place] })),
        ...{ distinct, min, max, missingShare: columns[i].sampled === 0 ? 0 : missing / columns[i].sampled },
      }
    }),
    malformed,
    choices: rest.choices,
    assumptions: rest.assumptions,
  }
}

/** Of the rows looked at that have a label; its rarest values may be among those not counted. */
function shareOf({ examples, counts, seen }: Inspection['columns'][number], positive: string): number {
  const keys = keysOf([...examples, positive])
  const positives = counts.reduce((sum, count, i) => sum + (keys[i] === keys[examples.length] ? count : 0), 0)
  return seen.values === 0 ? 0 : positives / seen.values
}

function linesOf(found: ReturnType<typeof inspectionOf>, inspection: Inspection): string[] {
  const { name, rows, label, positive, baseRate, columns, malformed, dialect } = found
  const count = counted(rows.count, 'row', 'rows')
  const share = `${((baseRate ?? 0) * 100).toPrecision(3)} % of the ${shownCount(found.sampled)} rows looked at`
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
    label === '' ? 'no label yet' : `label ${label}, ${positive} counts as 1: ${share}`,
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

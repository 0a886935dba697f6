import { DAY } from '../../src/core/kernel/time.ts'
import { allocateDraw, type NumericColumn, type Schema, type Table } from '../../src/core/kernel/table.ts'
import { inDays, counted, shownCount } from '../../src/core/kernel/words.ts'
import type { Malformed, OpenedFile } from '../opened-file.ts'
import { categoriesOf, type Categories } from './categories.ts'
import type { CodedBuilder } from './columns/coded-column.ts'
import type { RowOrder } from './columns/column-builder.ts'
import type { NumericBuilder } from './columns/numeric-column.ts'
import { besideIn } from './fill-beside.ts'
import { groupOf, labelOf, placesOf, type ImportPlan } from './plan.ts'
import { labelsOf } from './label-values.ts'
import { malformedOf } from './malformed.ts'
import { shareOf } from './shown.ts'
import type { Built, BuiltColumns } from './table-builder.ts'

/** Why rows were left out, as far as a note names it. */
const REASONS = 5

/**
 * The table of what was read, sorted by time, in a SharedArrayBuffer where `shared`. A file without a time column keeps its order, a row a second.
 * @throws one line where there is no row, or its label is none
 */
export function finishTable(plan: ImportPlan, built: BuiltColumns, shared: boolean): OpenedFile {
  const { rows, malformed } = built
  if (rows === 0) throw noRows(plan, built)
  const [labelPlace] = placesOf(plan, 'label')
  const label = (built.built[labelPlace] as Built & { sort: 'coded' }).builder
  const labels = labelsOf(plan.columns[labelPlace].name, label, plan.positive, rows)
  const notes = [...droppedNotes(malformed, rows), ...labels.notes]

  const features = featuresOf(built, notes)
  const beside = besideIn(plan, built)
  const time = builderIn(plan, built, 'time')
  const labelTime = builderIn(plan, built, 'labelTime')
  const [amountPlace] = placesOf(plan, 'amount')
  const amount = amountPlace === undefined ? undefined : plan.columns[amountPlace].name
  const schema: Schema = {
    numeric: features.numeric.map(({ schema }) => schema),
    categorical: features.categorical.map(({ categories }) => categories.schema),
    rowsPerRequest: null,
    ...(features.numeric.some(({ schema }) => schema.id === amount) && { amount }),
    ...beside.schema,
  }
  const draw = allocateDraw(schema, { labelTime: labelTime !== undefined, ...beside.layout }, rows, shared)
  const { table } = draw

  const { order, midnight } = fillTime(table.time, time, notes)
  label.copy(order, labels.ofCode, table.label)
  if (labelTime && table.labelTime) labelTime.copy(order, table.labelTime)
  const labelWindow = table.labelTime && settleLabels(table.labelTime, table, midnight, notes)
  features.numeric.forEach(({ builder, isTime }, i) => copyNumbers(builder, order, isTime, table.numeric[i]))
  features.categorical.forEach(({ builder, categories }, i) => builder.copy(order, categories.to, table.categorical[i]))
  const filled = { ...schema, ...(labelWindow !== null && { labelWindow }), ...beside.fill(draw, order, notes) }
  return {
    draw: { ...draw, table: { ...table, schema: filled } },
    malformed: malformedOf(malformed),
    label: labelOf(plan),
    rowsRead: rows + malformed.count,
    baseRate: labels.baseRate,
    notes,
    hasTime: time !== undefined,
    group: groupOf(plan),
  }
}

/** One line that says how many rows were left out, and why; none where every row stands. */
function droppedNotes({ count, dropped }: Malformed, rows: number): string[] {
  if (count === 0) return []
  const reasons = dropped
    .slice(0, REASONS)
    .map(({ reason, rows: lost, first }) => `${reason} in ${shownCount(lost)}, first in line ${shownCount(first)}`)
  if (dropped.length > REASONS) reasons.push(`${dropped.length - REASONS} more reasons`)
  const read = counted(count + rows, 'row', 'rows')
  return [`${shownCount(count)} of ${read} left out, ${shareOf(count, count + rows)}: ${reasons.join('; ')}`]
}

function featuresOf({ built, rows }: BuiltColumns, notes: string[]) {
  const numeric: { schema: NumericColumn; builder: NumericBuilder; isTime: boolean }[] = []
  const categorical: { categories: Categories; builder: CodedBuilder }[] = []
  for (const one of built) {
    if (!one) continue
    const { name, role, type } = one.column
    if (one.sort === 'numeric') {
      const what =
        role === 'time' || role === 'labelTime' || type === 'time'
          ? 'time'
          : type === 'boolean'
            ? 'yes or no'
            : 'number'
      const note = one.builder.note(name, what)
      if (note) notes.push(note)
    }
    if (role !== 'feature' && role !== 'amount') continue
    if (one.sort === 'coded') {
      const categories = categoriesOf(name, one.builder, rows)
      if (categories) categorical.push({ categories, builder: one.builder })
      else notes.push(emptyColumn(name))
      notes.push(...(categories?.notes ?? []))
    } else if (isEmpty(one.builder, rows)) notes.push(emptyColumn(name))
    else {
      const isTime = type === 'time'
      const { offset } = one.column
      const help = isTime ? `Days since the first time in column ${name} of your file.` : `Column ${name} of your file.`
      const held = isTime ? 'times' : type === 'boolean' ? 'truth words' : 'numbers'
      const plain: NumericColumn = { id: name, label: name, help, held }
      const schema: NumericColumn = offset
        ? {
            ...plain,
            label: offset < 0 ? `${name} + ${-offset}` : `${name} − ${offset}`,
            help: `Column ${name} of your file, less ${offset}.`,
            offset,
          }
        : plain
      numeric.push({ schema, builder: one.builder, isTime })
    }
  }
  if (numeric.length + categorical.length === 0)
    throw new Error('no features: every column but the label is empty or ignored; expected one at least')
  return { numeric, categorical }
}

function builderIn(plan: ImportPlan, { built }: BuiltColumns, role: 'time' | 'labelTime') {
  return built[placesOf(plan, role)[0]]?.builder as NumericBuilder | undefined
}

/** Fills seconds since the midnight before the first row, and gives that midnight and the order of rows by time; null where they came in it. */
function fillTime(out: Float64Array, time: NumericBuilder | undefined, notes: string[]) {
  if (!time) {
    notes.push('no time column: rows keep their order, a second apart')
    for (let row = 0; row < out.length; row++) out[row] = row
    return { order: null, midnight: 0 }
  }
  time.copy(null, out)
  let sorted = true
  for (let row = 1; row < out.length && sorted; row++) sorted = out[row] >= out[row - 1]
  let order: RowOrder = null
  if (!sorted) {
    const came = out.slice()
    order = Uint32Array.from(out, (_, row) => row).sort((a, b) => came[a] - came[b] || a - b)
    time.copy(order, out)
    notes.push('rows were sorted by time')
  }
  // Hours and days of a table are those of its clock: seconds that count from 0 stay as they are.
  const midnight = Math.floor(out[0] / DAY) * DAY
  for (let row = 0; row < out.length; row++) out[row] -= midnight
  return { order, midnight }
}

/**
 * Turns label times into seconds since the same midnight, never before their own row, and gives the longest delay of a positive. A row without
 * one is settled once it is that old: a blank says that nothing was reported yet, which tells negatives from positives only by then.
 */
function settleLabels(
  labelTimes: Float64Array,
  { time, label }: Pick<Table, 'time' | 'label'>,
  midnight: number,
  notes: string[]
): number {
  const unknown = [0, 0]
  let early = 0
  let longest = 0
  for (let row = 0; row < time.length; row++) {
    const known = labelTimes[row] - midnight
    if (known !== known) {
      unknown[label[row]]++
      continue
    }
    if (known < time[row]) early++
    labelTimes[row] = known >= time[row] ? known : time[row]
    if (label[row] === 1) longest = Math.max(longest, labelTimes[row] - time[row])
  }
  for (let row = 0; row < time.length; row++)
    if (labelTimes[row] !== labelTimes[row]) labelTimes[row] = time[row] + longest
  if (unknown[0] + unknown[1] > 0) notes.push(withoutLabelTime(unknown[0] + unknown[1], longest))
  if (early > 0) notes.push(`${counted(early, 'label is', 'labels are')} known before the row: taken as known at once`)
  return longest
}

function withoutLabelTime(rows: number, longest: number): string {
  const which = `${counted(rows, 'row has', 'rows have')} no label time: labels count as known`
  return longest === 0
    ? `${which} at once there`
    : `${which} there ${inDays(longest)} after the row, the longest delay of a positive`
}

function copyNumbers(builder: NumericBuilder, order: RowOrder, isTime: boolean, out: Float32Array): void {
  if (!isTime) return builder.copy(order, out)
  const seconds = new Float64Array(out.length)
  builder.copy(order, seconds)
  const first = seconds.reduce((least, value) => (value < least ? value : least), Infinity)
  for (let row = 0; row < out.length; row++) out[row] = (seconds[row] - first) / DAY
}

function isEmpty(builder: NumericBuilder, rows: number): boolean {
  const values = new Float64Array(rows)
  builder.copy(null, values)
  return values.every((value) => value !== value)
}

function emptyColumn(name: string): string {
  return `${name}: every value is missing; left out`
}

function noRows({ dialect }: ImportPlan, { malformed }: BuiltColumns): Error {
  if (malformed.count === 0) return new Error('no rows: the file holds a header at most')
  const [{ line, reason }] = malformed.first
  const hint =
    dialect && / cells?,/.test(reason) ? `; is the delimiter ${JSON.stringify(dialect.delimiter)} right?` : ''
  return new Error(`every row is malformed: line ${line}: ${reason}${hint}`)
}

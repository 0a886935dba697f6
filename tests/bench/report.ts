import type { Comparison } from './compare.ts'

/** One object, keyed by row. */
export function rowsOf(found: readonly Comparison[]): Record<string, Omit<Comparison, 'id'>> {
  return Object.fromEntries(found.map(({ id, ...row }) => [id, row]))
}

/** One line a row, and one more for each further peer. */
export function tableOf(found: readonly Comparison[]): string {
  const lines = found.flatMap((row) => [
    [row.id, rate(row.ours, row.unit), ...peerCells(row, row.unit), notesOf(row)],
    ...row.others.map((other) => ['', '', ...peerCells(other, row.unit), other.peer]),
  ])
  const table = [['', 'ours', 'peer', 'ratio', ''], ...lines]
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)))
  return table.map((line) => `${padded(line, widths).trimEnd()}\n`).join('')
}

function peerCells({ theirs, ratio }: Pick<Comparison, 'theirs' | 'ratio'>, unit: string): string[] {
  return [rate(theirs, unit), ratio === null ? '–' : `${ratio.toFixed(2)}x`]
}

function notesOf({ peer, problem, facts }: Comparison): string {
  const figures = Object.entries(facts).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? short(value) : value}`
  )
  return [...(problem ? [`cannot run: ${problem}`] : []), peer, ...figures].join(' · ')
}

function rate(value: number | null, unit: string): string {
  return value === null ? '–' : `${short(value)} ${unit}`
}

function padded(line: readonly string[], widths: readonly number[]): string {
  return line.map((cell, i) => cell.padEnd(widths[i])).join('  ')
}

function short(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return Number.isInteger(value) ? String(value) : value.toPrecision(3)
}
